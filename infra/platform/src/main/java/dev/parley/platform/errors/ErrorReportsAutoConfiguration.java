package dev.parley.platform.errors;

import ch.qos.logback.classic.LoggerContext;
import io.sentry.logback.SentryAppender;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;

/** Nothing of it is there unless {@code SENTRY_DSN} says where to send to. */
@AutoConfiguration
@ConditionalOnClass({SentryAppender.class, LoggerContext.class})
@ConditionalOnExpression("!'${parley.errors.dsn:}'.isBlank()")
public class ErrorReportsAutoConfiguration {

  @Bean
  ErrorReports errorReports(
      @Value("${parley.errors.dsn}") String dsn,
      @Value("${parley.errors.environment:production}") String environment,
      @Value("${spring.application.name:parley}") String service,
      ObjectProvider<BuildProperties> build) {
    BuildProperties built = build.getIfAvailable();
    return new ErrorReports(
        (LoggerContext) LoggerFactory.getILoggerFactory(),
        dsn,
        environment,
        service,
        built == null ? null : built.getVersion());
  }
}
