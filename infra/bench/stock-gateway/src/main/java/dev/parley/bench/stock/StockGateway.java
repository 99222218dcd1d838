package dev.parley.bench.stock;

import java.security.Principal;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.gateway.filter.ratelimit.KeyResolver;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;

/** Nothing but what the starters bring and their documentation shows. */
@SpringBootApplication
public class StockGateway {

  public static void main(String[] arguments) {
    SpringApplication.run(StockGateway.class, arguments);
  }

  @Bean
  KeyResolver perPerson() {
    return exchange -> exchange.getPrincipal().map(Principal::getName).switchIfEmpty(Mono.empty());
  }
}
