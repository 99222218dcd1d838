package dev.parley.platform.security;

import dev.parley.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Lets a controller take the {@link Caller} as an argument. Who takes one acts for a person: the
 * token that a service holds on its own behalf does not do.
 */
final class CallerArgumentResolver implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Caller.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    return current();
  }

  /** Who makes the request that runs on this thread. */
  static Caller current() {
    if (SecurityContextHolder.getContext().getAuthentication()
        instanceof JwtAuthenticationToken authenticated) {
      if (authenticated.getToken().getClaimAsString("role") == null) {
        throw ProblemException.forbidden(
            "auth.person_required", "This is done by people; the token is a service's own.");
      }
      return Caller.of(authenticated.getToken());
    }
    throw ProblemException.unauthorized("auth.required", "Sign in first.");
  }
}
