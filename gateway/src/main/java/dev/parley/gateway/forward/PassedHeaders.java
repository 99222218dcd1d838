package dev.parley.gateway.forward;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Map;

/** Which headers go on: all but those that are about one connection (RFC 9110, 7.6.1). */
public final class PassedHeaders {

  private static final List<AsciiString> OF_THE_CONNECTION =
      List.of(
          HttpHeaderNames.CONNECTION,
          AsciiString.cached("keep-alive"),
          AsciiString.cached("proxy-connection"),
          HttpHeaderNames.TRANSFER_ENCODING,
          HttpHeaderNames.TE,
          HttpHeaderNames.TRAILER,
          HttpHeaderNames.UPGRADE,
          HttpHeaderNames.PROXY_AUTHORIZATION,
          HttpHeaderNames.PROXY_AUTHENTICATE,
          // the client has been told to go on, or not, by the gateway
          HttpHeaderNames.EXPECT);

  private PassedHeaders() {}

  /**
   * Of a request.
   *
   * @param host of the instance that it goes to
   */
  public static void request(
      org.springframework.http.HttpHeaders from, HttpHeaders to, String host) {
    from.forEach(to::set);
    dropOwn(from.getConnection(), to);
    OF_THE_CONNECTION.forEach(to::remove);
    to.set(HttpHeaderNames.HOST, host);
    // it was checked at the door, for the host that the client asked for
    to.remove(HttpHeaderNames.ORIGIN);
  }

  /** Of an answer. */
  public static void answer(HttpHeaders from, HttpHeaders to) {
    List<String> own = from.getAll(HttpHeaderNames.CONNECTION);
    for (Map.Entry<String, String> header : from) {
      if (!isOfTheConnection(header.getKey()) && !isNamed(header.getKey(), own)) {
        to.add(header.getKey(), header.getValue());
      }
    }
  }

  /** What says who asks, or how much there is to read, no client takes away. */
  private static void dropOwn(List<String> named, HttpHeaders headers) {
    for (String name : named) {
      if (!name.equalsIgnoreCase("x-real-ip") && !name.equalsIgnoreCase("content-length")) {
        headers.remove(name);
      }
    }
  }

  private static boolean isOfTheConnection(String name) {
    for (AsciiString each : OF_THE_CONNECTION) {
      if (each.contentEqualsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the value of Connection says that this header is for its other end alone. */
  private static boolean isNamed(String name, List<String> values) {
    for (String value : values) {
      for (String each : value.split(",", -1)) {
        if (each.strip().equalsIgnoreCase(name)) {
          return true;
        }
      }
    }
    return false;
  }
}
