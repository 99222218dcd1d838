package dev.parley.gateway.headers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What browsers are told not to do with an answer; all of it is put together beforehand. */
final class SecurityHeaders {

  private static final String CONTENT_POLICY = "Content-Security-Policy";
  private static final String RESOURCE_POLICY = "Cross-Origin-Resource-Policy";

  /** Of what is no page nothing may run, be loaded or be framed, should a browser show it. */
  private static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private record Header(String name, String value) {}

  private final Header[] always;
  private final Header encrypted;
  private final String page;

  /**
   * The headers for one installation.
   *
   * @param pictures further origins that pages load pictures and media from, such as a CDN
   */
  SecurityHeaders(List<String> pictures) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("X-Content-Type-Options", "nosniff"));
    headers.add(new Header("X-Frame-Options", "DENY"));
    headers.add(new Header("Referrer-Policy", "no-referrer"));
    headers.add(new Header("Cross-Origin-Opener-Policy", "same-origin"));
    headers.add(
        new Header(
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"));
    this.always = headers.toArray(Header[]::new);
    this.encrypted = new Header("Strict-Transport-Security", "max-age=31536000");
    this.page = page(pictures);
  }

  /** What a service says of its own content, such as a file that somebody uploaded, stands. */
  void apply(OutgoingAnswer answer, boolean isEncrypted) {
    for (Header header : always) {
      answer.set(header.name(), header.value());
    }
    if (isEncrypted) {
      answer.set(encrypted.name(), encrypted.value());
    }
    if (answer.header(CONTENT_POLICY) == null) {
      answer.set(CONTENT_POLICY, isPage(answer.header("Content-Type")) ? page : NOTHING);
    }
    if (answer.header(RESOURCE_POLICY) == null) {
      answer.set(RESOURCE_POLICY, "same-origin");
    }
  }

  private static boolean isPage(@Nullable String type) {
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html");
  }

  /** Styles may stand in a page, as components set them while it runs; scripts may not. */
  private static String page(List<String> pictures) {
    String media = String.join(" ", pictures);
    String more = media.isEmpty() ? "" : " " + media;
    return "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
        + " img-src 'self' data: blob:"
        + more
        + "; media-src 'self' blob:"
        + more
        + "; font-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self';"
        + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  }
}
