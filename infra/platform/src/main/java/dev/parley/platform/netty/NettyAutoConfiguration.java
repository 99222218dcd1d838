package dev.parley.platform.netty;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import reactor.netty.http.server.HttpServer;

/** What Netty's web server lacks. Switched off by {@code parley.netty.enabled=false}. */
@AutoConfiguration
@ConditionalOnClass(HttpServer.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnProperty(name = "parley.netty.enabled", matchIfMissing = true)
public class NettyAutoConfiguration {

  @Bean
  KeptAlive keptAlive() {
    return new KeptAlive();
  }
}
