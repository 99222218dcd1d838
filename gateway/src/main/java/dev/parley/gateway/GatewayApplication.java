package dev.parley.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.security.reactive.ReactiveUserDetailsServiceAutoConfiguration;
import reactor.netty.ReactorNetty;

/** The one URL of the installation. */
@SpringBootApplication(exclude = ReactiveUserDetailsServiceAutoConfiguration.class)
public class GatewayApplication {
  public static void main(String[] args) {
    // one for each core: none of them ever waits, and more of them only wake each other up
    System.getProperties()
        .putIfAbsent(
            ReactorNetty.IO_WORKER_COUNT,
            Integer.toString(Runtime.getRuntime().availableProcessors()));
    SpringApplication.run(GatewayApplication.class, args);
  }
}
