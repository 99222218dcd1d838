package dev.parley.platform.security;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.problem.ServletProblems;
import jakarta.servlet.DispatcherType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * A servlet service as a resource server: everything needs a token but what is listed as public.
 */
@AutoConfiguration(
    after = TokenAutoConfiguration.class,
    beforeName =
        "org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({HttpSecurity.class, JwtAuthenticationToken.class})
@ConditionalOnProperty(name = "parley.security.enabled", matchIfMissing = true)
public class ServletSecurityAutoConfiguration {

  /**
   * Yes or no, and what anybody may read of the API: the gateway leads nobody here. Spelt out, so
   * that nothing opens by its name alone.
   */
  private static final List<String> OPEN =
      List.of("/livez", "/readyz", "/internal/health", "/internal/openapi");

  @Bean
  @ConditionalOnMissingBean
  SecurityFilterChain resourceServer(
      HttpSecurity http, JwtDecoder decoder, TokenProperties properties, ServletProblems problems)
      throws Exception {
    var answers = new AuthenticationProblems(problems);
    return http.authorizeHttpRequests(
            paths ->
                paths
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(OPEN.toArray(String[]::new))
                    .permitAll()
                    .requestMatchers(publicPaths(properties.publicPaths()))
                    .permitAll()
                    // what people wrote, private or not: not for those who look after machines
                    .requestMatchers("/internal/retelling/**")
                    .hasAuthority("SCOPE_retell")
                    .requestMatchers("/actuator/**")
                    .hasAuthority("SCOPE_ops")
                    .anyRequest()
                    .authenticated())
        .oauth2ResourceServer(
            server ->
                server
                    .bearerTokenResolver(tokensBeyond(properties.publicPaths()))
                    .jwt(jwt -> jwt.decoder(decoder))
                    .authenticationEntryPoint(answers)
                    .accessDeniedHandler(answers)
                    .withObjectPostProcessor(answering(answers)))
        .addFilterAfter(
            new ScopeFilter(
                matcher(properties.sessionPaths()),
                matcher(properties.readByPostPaths()),
                problems),
            BearerTokenAuthenticationFilter.class)
        .addFilterAfter(new CallerInLogs(), ScopeFilter.class)
        .exceptionHandling(e -> e.authenticationEntryPoint(answers).accessDeniedHandler(answers))
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        // no cookies are read anywhere, so there is nothing that a foreign page could ride on
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .anonymous(a -> {})
        .build();
  }

  /** Else a token that cannot be checked just now ends in the container, as a fault of ours. */
  private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answering(
      AuthenticationEntryPoint answers) {
    return new ObjectPostProcessor<>() {
      @Override
      public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
        filter.setAuthenticationFailureHandler(answers::commence);
        return filter;
      }
    };
  }

  /** Spans and timers for each filter of the chain cost more than the chain. */
  @Bean
  SecurityObservationSettings unobservedFilters() {
    return SecurityObservationSettings.noObservations();
  }

  /** Looks up each request's handler in advance for matchers that are not used here. */
  @Bean
  static BeanDefinitionRegistryPostProcessor noHandlerLookupBeforehand() {
    return new EarlyRemoval("mvcHandlerMappingIntrospector");
  }

  private record EarlyRemoval(String bean)
      implements BeanDefinitionRegistryPostProcessor, PriorityOrdered {
    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
      if (registry.containsBeanDefinition(bean)) {
        registry.removeBeanDefinition(bean);
      }
    }

    @Override
    public int getOrder() {
      return LOWEST_PRECEDENCE;
    }
  }

  @Bean
  PathPatternRequestMatcherBuilderFactoryBean paths() {
    return new PathPatternRequestMatcherBuilderFactoryBean();
  }

  @Bean
  HttpFirewall firewall() {
    var firewall = new StrictHttpFirewall();
    firewall.setAllowedHeaderNames(PlainHeaders::isName);
    firewall.setAllowedHeaderValues(PlainHeaders::isValue);
    firewall.setAllowedParameterNames(PlainHeaders::isName);
    return firewall;
  }

  /** The firewall's word on addresses that could be read in two ways. */
  @Bean
  RequestRejectedHandler rejectedRequests(ServletProblems problems) {
    return (request, response, rejected) ->
        problems.write(ProblemException.invalidAddress(), request, response);
  }

  /**
   * Where no token is needed none is looked at: a client that sends its worn-out one along when it
   * refreshes it is served.
   */
  private static BearerTokenResolver tokensBeyond(List<String> publicPaths) {
    var header = new BearerHeader();
    RequestMatcher open = matcher(Stream.concat(OPEN.stream(), publicPaths.stream()).toList());
    return request -> open.matches(request) ? null : header.resolve(request);
  }

  private static RequestMatcher matcher(List<String> paths) {
    return paths.isEmpty() ? request -> false : new OrRequestMatcher(publicPaths(paths));
  }

  private static RequestMatcher[] publicPaths(List<String> paths) {
    return paths.stream()
        .map(ServletSecurityAutoConfiguration::publicPath)
        .toArray(RequestMatcher[]::new);
  }

  /** As in {@code /path}, or {@code /path?key}: public where the query names this parameter. */
  private static RequestMatcher publicPath(String path) {
    String[] parts = path.split("[?]", 2);
    RequestMatcher matcher = PathPatternRequestMatcher.withDefaults().matcher(parts[0]);
    return parts.length == 1
        ? matcher
        : request -> matcher.matches(request) && queryNames(request.getQueryString(), parts[1]);
  }

  private static boolean queryNames(@Nullable String query, String parameter) {
    return query != null
        && Arrays.stream(query.split("&", -1))
            .anyMatch(pair -> pair.equals(parameter) || pair.startsWith(parameter + "="));
  }

  @Bean
  WebMvcConfigurer callerArguments() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgumentResolver());
      }

      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AdminInterceptor()).order(Ordered.HIGHEST_PRECEDENCE);
      }
    };
  }
}
