package dev.parley.platform.resource;

import com.fasterxml.jackson.core.filter.TokenFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Checks {@code ?fields=} before the handler does any work. */
final class FieldsInterceptor implements HandlerInterceptor {

  private static final String FILTER = FieldsInterceptor.class.getName() + ".filter";

  private final FieldSelection selection;

  FieldsInterceptor(FieldSelection selection) {
    this.selection = selection;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method && ResourceAdvice.reads(request)) {
      String fields = fields(request);
      if (fields != null) {
        request.setAttribute(FILTER, selection.filter(method.getMethod(), fields));
      }
    }
    return true;
  }

  /** As asked; {@code null}: all of them. */
  static @Nullable String fields(HttpServletRequest request) {
    String fields = request.getParameter("fields");
    return fields == null || fields.isBlank() ? null : fields;
  }

  static @Nullable TokenFilter filter(HttpServletRequest request) {
    return (TokenFilter) request.getAttribute(FILTER);
  }
}
