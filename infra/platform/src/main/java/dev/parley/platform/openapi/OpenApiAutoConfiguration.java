package dev.parley.platform.openapi;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Every service says at {@code /internal/openapi} what its API is like. */
@AutoConfiguration
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "parley.internal-paths", matchIfMissing = true)
public class OpenApiAutoConfiguration {

  @Bean
  ApiController apiDescription() {
    return new ApiController();
  }
}
