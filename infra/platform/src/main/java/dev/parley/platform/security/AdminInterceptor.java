package dev.parley.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Keeps others away from what is {@link AdminOnly}. */
final class AdminInterceptor implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && (method.hasMethodAnnotation(AdminOnly.class)
            || method.getBeanType().isAnnotationPresent(AdminOnly.class))) {
      CallerArgumentResolver.current().requireAdmin();
    }
    return true;
  }
}
