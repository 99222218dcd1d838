package dev.parley.platform.resource;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Lets a controller take {@link IfMatch} and {@link NotModified} as arguments. */
final class ResourceArgumentResolver implements HandlerMethodArgumentResolver {

  private final Representations representations;

  ResourceArgumentResolver(Representations representations) {
    this.representations = representations;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    Class<?> type = parameter.getParameterType();
    return type == IfMatch.class || type == NotModified.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest exchange,
      @Nullable WebDataBinderFactory binders) {
    var request = required(exchange.getNativeRequest(HttpServletRequest.class));
    var response = required(exchange.getNativeResponse(HttpServletResponse.class));
    if (parameter.getParameterType() == NotModified.class) {
      return new NotModified(request, response, () -> required(container).setRequestHandled(true));
    }
    return request.getHeader(HttpHeaders.IF_MATCH) == null
        ? IfMatch.none()
        : IfMatch.of(
            EntityTags.strong(request.getHeaders(HttpHeaders.IF_MATCH)), representations, response);
  }

  private static <T> T required(@Nullable T present) {
    return Objects.requireNonNull(present, "this is a servlet service");
  }
}
