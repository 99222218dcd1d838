package dev.parley.gateway.request;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request that no server took in. */
public record SomeRequest(
    String method,
    String path,
    @Nullable String query,
    Map<String, List<String>> all,
    @Nullable InetAddress peer)
    implements IncomingRequest {

  /** With names and values of headers in turn. */
  public static SomeRequest get(String address, String... headers) {
    return of("GET", address, headers);
  }

  public static SomeRequest of(String method, String address, String... headers) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < headers.length; i += 2) {
      all.computeIfAbsent(headers[i], _ -> new ArrayList<>()).add(headers[i + 1]);
    }
    int question = address.indexOf('?');
    return new SomeRequest(
        method,
        question < 0 ? address : address.substring(0, question),
        question < 0 ? null : address.substring(question + 1),
        all,
        InetAddress.getLoopbackAddress());
  }

  /** In place of what it has of that name. */
  public SomeRequest with(String header, String value) {
    SomeRequest changed = without(header);
    changed.all.put(header, List.of(value));
    return changed;
  }

  public SomeRequest without(String header) {
    Map<String, List<String>> fewer = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    fewer.putAll(all);
    fewer.remove(header);
    return new SomeRequest(method, path, query, fewer, peer);
  }

  @Override
  public @Nullable String header(String name) {
    List<String> lines = headers(name);
    return lines.isEmpty() ? null : lines.getFirst();
  }

  @Override
  public List<String> headers(String name) {
    return all.getOrDefault(name, List.of());
  }
}
