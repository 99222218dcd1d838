package dev.parley.platform.resource;

import com.fasterxml.jackson.core.filter.TokenFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.AbstractJackson2HttpMessageConverter;
import org.springframework.http.converter.json.MappingJacksonValue;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Writes what a GET answers as JSON: with the fields that were asked for, under an entity tag, or
 * not at all where the client has it. The last advice there is, since the tag is of the bytes.
 */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ResourceAdvice implements ResponseBodyAdvice<Object> {

  static final String PRIVATE_NO_CACHE = "private, no-cache";

  /** The actuator answers through Spring MVC as well, and is no API. */
  private static final ClassValue<Boolean> API =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return AnnotatedElementUtils.hasAnnotation(type, RestController.class);
        }
      };

  private final Representations representations;
  private final AnswersUnderWay underWay;

  ResourceAdvice(Representations representations, AnswersUnderWay underWay) {
    this.representations = representations;
    this.underWay = underWay;
  }

  static boolean reads(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  @Override
  public boolean supports(
      MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
    return AbstractJackson2HttpMessageConverter.class.isAssignableFrom(converter)
        && API.get(returned.getContainingClass());
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returned,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (body == null
        || body instanceof MappingJacksonValue
        || !(request instanceof ServletServerHttpRequest asked)
        || !(response instanceof ServletServerHttpResponse answer)
        || !reads(asked.getServletRequest())
        || answer.getServletResponse().getStatus() != HttpStatus.OK.value()) {
      return body;
    }
    try {
      if (answer.getHeaders().getContentType() == null) {
        answer.getHeaders().setContentType(type);
      }
      write(body, asked.getServletRequest(), answer);
      return null;
    } catch (IOException e) {
      throw ResourceAdvice.<RuntimeException>asItIs(e);
    }
  }

  /** That a client has gone is told by the type, which must not be wrapped on its way. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Exception> RuntimeException asItIs(Exception failure) throws E {
    throw (E) failure;
  }

  private void write(Object body, HttpServletRequest request, ServletServerHttpResponse answer)
      throws IOException {
    TokenFilter fields = FieldsInterceptor.filter(request);
    byte[] bytes = representations.bytes(body, fields);
    underWay.enter(bytes.length);
    try {
      send(body, bytes, fields, request, answer);
    } finally {
      underWay.leave(bytes.length);
    }
  }

  private void send(
      Object body,
      byte[] bytes,
      @Nullable TokenFilter fields,
      HttpServletRequest request,
      ServletServerHttpResponse answer)
      throws IOException {
    HttpHeaders headers = answer.getHeaders();
    String caching = headers.getFirst(HttpHeaders.CACHE_CONTROL);
    if (caching == null) {
      headers.set(HttpHeaders.CACHE_CONTROL, PRIVATE_NO_CACHE);
    }
    if ((caching == null || !caching.contains("no-store")) && headers.getETag() == null) {
      String version = version(body, bytes, fields, request);
      headers.set(HttpHeaders.ETAG, EntityTags.quoted(version));
      if (EntityTags.name(request.getHeaders(HttpHeaders.IF_NONE_MATCH), version)) {
        answer.setStatusCode(HttpStatus.NOT_MODIFIED);
        headers.remove(HttpHeaders.CONTENT_TYPE);
        answer.getBody();
        return;
      }
    }
    headers.setContentLength(bytes.length);
    // the headers go out with it
    var out = answer.getBody();
    if (!request.getMethod().equals("HEAD")) {
      out.write(bytes);
    }
  }

  private String version(
      Object body, byte[] bytes, @Nullable TokenFilter fields, HttpServletRequest request) {
    return request.getAttribute(NotModified.VERSION) instanceof String known
        ? known
        : representations.version(body, bytes, fields);
  }
}
