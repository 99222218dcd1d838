package dev.parley.platform.page;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Pages and cursors as controller arguments. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "parley.page.enabled", matchIfMissing = true)
public class PageAutoConfiguration {

  @Bean
  WebMvcConfigurer pageArguments() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new PageArgumentResolver());
      }
    };
  }

  @Bean
  @ConditionalOnProperty("parley.secret")
  CursorCodec cursorCodec(@Value("${parley.secret}") String secret) {
    return new CursorCodec(secret);
  }
}
