package dev.parley.platform.overload;

import dev.parley.platform.problem.ServletProblemAutoConfiguration;
import dev.parley.platform.problem.ServletProblems;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Bounds what a servlet service does at once. */
@AutoConfiguration(after = ServletProblemAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(ServletProblems.class)
public class OverloadAutoConfiguration {

  @Bean
  FilterRegistrationBean<RequestsAtOnceFilter> requestsAtOnce(
      @Value("${parley.request.at-once}") int most, ServletProblems problems) {
    var registration = new FilterRegistrationBean<>(new RequestsAtOnceFilter(most, problems));
    // after tracing, so that the problem names its trace; before all that costs something
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 15);
    return registration;
  }
}
