package dev.parley.gateway.serving;

import dev.parley.gateway.trace.Traces;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.adapter.HttpWebHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

@Configuration(proxyBeanMethods = false)
class ServingConfiguration {

  /** Of the same parts as Spring's, which finds and orders them. */
  @Bean
  HttpHandler httpHandler(
      ApplicationContext context, Traces traces, ServedRequests served, SlowAnswers slow) {
    List<WebFilter> filters = new ArrayList<>();
    List<WebExceptionHandler> failures = new ArrayList<>();
    var spring =
        (HttpWebHandlerAdapter)
            WebHttpHandlerBuilder.applicationContext(context)
                .filters(
                    all -> {
                      filters.addAll(all);
                      all.clear();
                    })
                .exceptionHandlers(
                    all -> {
                      failures.addAll(all);
                      all.clear();
                    })
                .build();
    return new Serving(
        spring, new DirectFilters(filters, spring.getDelegate()), failures, traces, served, slow);
  }
}
