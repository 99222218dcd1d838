package dev.parley.platform.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.reactive.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Problem details (RFC 9457) for WebFlux services. */
@AutoConfiguration(before = ErrorWebFluxAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnProperty(name = "parley.problem.enabled", matchIfMissing = true)
public class ReactiveProblemAutoConfiguration {

  @Bean
  ReactiveProblems reactiveProblems(ObjectMapper mapper) {
    return new ReactiveProblems(mapper);
  }

  @Bean
  ReactiveProblemHandler reactiveProblemHandler(
      ReactiveProblems problems, ObjectProvider<ProblemTranslator> translator) {
    return new ReactiveProblemHandler(problems, translator.getIfAvailable(() -> failure -> null));
  }
}
