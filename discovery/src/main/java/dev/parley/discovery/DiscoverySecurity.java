package dev.parley.discovery;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.problem.ServletProblems;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;

/** Registry, dashboard and actuator all ask for the login; only the probes do not. */
@Configuration(proxyBeanMethods = false)
class DiscoverySecurity {

  @Bean
  AuthenticationManager discoveryLogin(
      @Value("${DISCOVERY_USER:parley}") String user,
      @Value("${DISCOVERY_PASSWORD}") String password) {
    return new DiscoveryLogin(user, password);
  }

  @Bean
  SecurityFilterChain discoverySecurityChain(
      HttpSecurity http, AuthenticationManager login, ServletProblems problems) throws Exception {
    AuthenticationEntryPoint entryPoint = askForLogin(problems);
    return http.authorizeHttpRequests(
            paths ->
                paths.requestMatchers("/livez", "/readyz").permitAll().anyRequest().authenticated())
        .authenticationManager(login)
        .httpBasic(basic -> basic.authenticationEntryPoint(entryPoint))
        .exceptionHandling(failures -> failures.authenticationEntryPoint(entryPoint))
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        // a foreign page can send only forms unasked, and the registry takes only JSON and XML
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .build();
  }

  private static AuthenticationEntryPoint askForLogin(ServletProblems problems) {
    return (request, response, failure) -> {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Parley discovery\"");
      problems.write(
          ProblemException.unauthorized(
              "auth.required", "Log in with DISCOVERY_USER and DISCOVERY_PASSWORD."),
          request,
          response);
    };
  }
}
