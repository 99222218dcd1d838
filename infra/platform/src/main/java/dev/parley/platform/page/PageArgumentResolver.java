package dev.parley.platform.page;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Lets a controller take a {@link ListRequest}, of either form or of one, as an argument. */
final class PageArgumentResolver implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    Class<?> type = parameter.getParameterType();
    return ListRequest.class.isAssignableFrom(type);
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    Class<?> type = parameter.getParameterType();
    if (type == ListRequest.class) {
      return ListRequest.of(request::getParameter);
    }
    return type == PageRequest.class
        ? PageRequest.of(request.getParameter("page"), request.getParameter("per_page"))
        : CursorRequest.of(
            request.getParameter("limit"),
            request.getParameter("before"),
            request.getParameter("after"),
            request.getParameter("around"));
  }
}
