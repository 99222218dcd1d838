package dev.parley.platform.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.tracing.Tracer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** Problem details (RFC 9457) for servlet services. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "parley.problem.enabled", matchIfMissing = true)
@EnableConfigurationProperties(BodyLimits.class)
@Import({ProblemAdvice.class, UncaughtProblems.class})
public class ServletProblemAutoConfiguration {

  @Bean
  ServletProblems servletProblems(ObjectMapper mapper, ObjectProvider<Tracer> tracer) {
    return new ServletProblems(mapper, new TraceIds(tracer));
  }

  @Bean
  FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(
      BodyLimits limits, ServletProblems problems) {
    var registration = new FilterRegistrationBean<>(new BodyLimitFilter(limits, problems));
    // after tracing, so that the problem names its trace; before security, which is dearer
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
    return registration;
  }
}
