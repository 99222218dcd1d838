package dev.parley.gateway.request;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of the gateway see of a request. They decide from this alone, so they are the same
 * whatever server took the request in.
 */
public interface IncomingRequest {

  String method();

  /** As it was spelt: nothing decoded, nothing resolved. */
  String path();

  @Nullable String query();

  /** The first of that name, in whatever capitals. */
  @Nullable String header(String name);

  List<String> headers(String name);

  /** Who opened the connection, which may be a proxy. */
  @Nullable InetAddress peer();
}
