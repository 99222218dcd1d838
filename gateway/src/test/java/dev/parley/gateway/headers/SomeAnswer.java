package dev.parley.gateway.headers;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An answer that nobody sends. */
final class SomeAnswer implements OutgoingAnswer {

  private final TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final int status;

  SomeAnswer(int status) {
    this.status = status;
  }

  SomeAnswer with(String name, @Nullable String value) {
    if (value != null) {
      headers.put(name, value);
    }
    return this;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  @Override
  public void set(String name, String value) {
    headers.put(name, value);
  }

  @Override
  public void add(String name, String value) {
    headers.merge(name, value, (before, also) -> before + ", " + also);
  }
}
