package dev.parley.platform.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.tracing.Tracer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;

/** Problem details (RFC 9457) for servlet services. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "parley.problem.enabled", matchIfMissing = true)
@Import({ProblemAdvice.class, UncaughtProblems.class})
public class ServletProblemAutoConfiguration {

  @Bean
  ServletProblems servletProblems(ObjectMapper mapper, ObjectProvider<Tracer> tracer) {
    return new ServletProblems(mapper, new TraceIds(tracer));
  }

  @Bean
  FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(
      @Value("${parley.request.max-body}") DataSize limit, ServletProblems problems) {
    var registration = new FilterRegistrationBean<>(new BodyLimitFilter(limit.toBytes(), problems));
    // after tracing, so that the problem names its trace; before security, which is dearer
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
    return registration;
  }
}
