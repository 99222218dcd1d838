package dev.parley.platform.trace;

import static org.springframework.boot.actuate.autoconfigure.tracing.MicrometerTracingAutoConfiguration.DEFAULT_TRACING_OBSERVATION_HANDLER_ORDER;
import static org.springframework.boot.actuate.autoconfigure.tracing.MicrometerTracingAutoConfiguration.RECEIVER_TRACING_OBSERVATION_HANDLER_ORDER;
import static org.springframework.boot.actuate.autoconfigure.tracing.MicrometerTracingAutoConfiguration.SENDER_TRACING_OBSERVATION_HANDLER_ORDER;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.boot.actuate.autoconfigure.tracing.MicrometerTracingAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** Spans of what Spring observes, in place of those that would tell everything in its words. */
@AutoConfiguration(
    after = OpenTelemetryTracingAutoConfiguration.class,
    before = MicrometerTracingAutoConfiguration.class)
@ConditionalOnBean({Tracer.class, Propagator.class})
@ConditionalOnProperty(name = "parley.telemetry.enabled", matchIfMissing = true)
public class ObservedAutoConfiguration {

  @Bean
  @Order(RECEIVER_TRACING_OBSERVATION_HANDLER_ORDER)
  PropagatingReceiverTracingObservationHandler<?> serverSpans(
      Tracer tracer, Propagator propagator) {
    return new ServerSpans<>(tracer, propagator);
  }

  @Bean
  @Order(SENDER_TRACING_OBSERVATION_HANDLER_ORDER)
  PropagatingSenderTracingObservationHandler<?> clientSpans(Tracer tracer, Propagator propagator) {
    return new ClientSpans<>(tracer, propagator);
  }

  @Bean
  @Order(DEFAULT_TRACING_OBSERVATION_HANDLER_ORDER)
  DefaultTracingObservationHandler innerSpans(Tracer tracer) {
    return new InnerSpans(tracer);
  }
}
