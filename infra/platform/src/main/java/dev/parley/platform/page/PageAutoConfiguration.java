package dev.parley.platform.page;

import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.StringUtils;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lists: their requests as controller arguments, their links, and reading them. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "parley.page.enabled", matchIfMissing = true)
@Import(ListLinkAdvice.class)
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
  @Conditional(SecretGiven.class)
  CursorCodec cursorCodec(@Value("${parley.secret}") String secret) {
    return new CursorCodec(secret);
  }

  /** For services with a database; those that sign no cursors have no lists in it either. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(JdbcClient.class)
  static class Database {

    @Bean
    @ConditionalOnBean(JdbcClient.class)
    @Conditional(SecretGiven.class)
    Lists lists(
        JdbcClient jdbc,
        CursorCodec cursors,
        @Value("${parley.page.totals.lifetime:5s}") Duration lifetime,
        @Value("${parley.page.totals.most:10000}") int most) {
      return new Lists(jdbc, cursors, new Totals(lifetime, most));
    }
  }

  /** Services that sign nothing are given no secret: the default is empty, which is no key. */
  static final class SecretGiven implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return StringUtils.hasText(context.getEnvironment().getProperty("parley.secret"));
    }
  }
}
