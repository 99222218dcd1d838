package dev.parley.platform.resource;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/**
 * For handlers that know the version of a resource before they have it, say from a cache: they take
 * this as an argument and begin with {@code if (notModified.check(version)) return null;}.
 */
public final class NotModified {

  static final String VERSION = NotModified.class.getName() + ".version";

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Runnable answered;

  /**
   * @param answered tells Spring MVC that nothing is left to do
   */
  NotModified(HttpServletRequest request, HttpServletResponse response, Runnable answered) {
    this.request = request;
    this.response = response;
    this.answered = answered;
  }

  /**
   * Whether the client has this version; then the answer is made, and the handler returns {@code
   * null}. Else the resource goes out under this version, which is not worked out again.
   *
   * @param version changes with anything in the answer; for a resource that is edited, {@link
   *     Representations#version}
   */
  public boolean check(String version) {
    String fields = FieldsInterceptor.fields(request);
    String own = fields == null ? version : ofFields(version, fields);
    if (!EntityTags.name(request.getHeaders(HttpHeaders.IF_NONE_MATCH), own)) {
      request.setAttribute(VERSION, own);
      return false;
    }
    if (response.getHeader(HttpHeaders.CACHE_CONTROL) == null) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, ResourceAdvice.PRIVATE_NO_CACHE);
    }
    response.setHeader(HttpHeaders.ETAG, EntityTags.quoted(own));
    response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
    answered.run();
    return true;
  }

  /** The part that edits are held against stays. */
  private static String ofFields(String version, String fields) {
    int dot = version.indexOf('.');
    String hash = Representations.hash((version + '?' + fields).getBytes(UTF_8));
    return (dot < 0 ? version : version.substring(0, dot)) + '.' + hash;
  }
}
