package dev.parley.platform.telemetry;

import dev.parley.platform.problem.TraceIds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.observation.ObservationRegistryCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What every service tells of itself, under the names in {@link Telemetry}. */
@AutoConfiguration(after = CompositeMeterRegistryAutoConfiguration.class)
@ConditionalOnProperty(name = "parley.telemetry.enabled", matchIfMissing = true)
public class TelemetryAutoConfiguration {

  @Bean
  ObservationRegistryCustomizer<ObservationRegistry> requestCounter(
      ObjectProvider<MeterRegistry> registry) {
    return observations ->
        registry.ifAvailable(
            r -> observations.observationConfig().observationHandler(new RequestCounter(r)));
  }

  /**
   * Spring Security's own spans say nothing here and would double the size of each trace; what runs
   * by the clock every few seconds would bury the traces of people.
   */
  @Bean
  ObservationPredicate onlyWhatTellsSomething() {
    return (name, context) ->
        !name.startsWith("spring.security.") && !name.startsWith("tasks.scheduled.");
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class Servlet {
    @Bean
    FilterRegistrationBean<AnswerHeadersFilter> answerHeaders(
        ObjectProvider<Tracer> tracer,
        @Value("${parley.telemetry.slow-operation}") double slowSeconds) {
      var registration =
          new FilterRegistrationBean<>(
              new AnswerHeadersFilter(new TraceIds(tracer), new SlowOperations(slowSeconds)));
      // right after the observation filter (HIGHEST_PRECEDENCE + 1), which starts the span
      registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
      return registration;
    }
  }
}
