package dev.parley.platform.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.SpanProcessors;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which spans are made, which of them are kept, and what is told of them. */
@AutoConfiguration(before = OpenTelemetryTracingAutoConfiguration.class)
@ConditionalOnProperty(name = "parley.telemetry.enabled", matchIfMissing = true)
public class TraceAutoConfiguration {

  @Bean
  Spans spans(ObjectProvider<OpenTelemetry> traces) {
    return new Spans(traces.getIfAvailable(OpenTelemetry::noop));
  }

  /** Where nobody takes them, none are made, and a trace is no more than its id. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("management.otlp.tracing.endpoint")
  static class Kept {
    @Bean
    Sampler sampler(@Value("${management.tracing.sampling.probability}") double part) {
      return WatchingSampler.keeping(part);
    }

    @Bean
    SpanProcessors spanProcessors(
        ObjectProvider<SpanProcessor> processors,
        @Value("${parley.telemetry.slow-operation}") double slowSeconds) {
      Duration slow = Duration.ofNanos(Math.round(slowSeconds * 1e9));
      return SpanProcessors.of(
          processors.orderedStream().map(told -> new FailedAndSlow(told, slow)).toList());
    }
  }
}
