package dev.parley.gateway.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Status and headers as a service sent them: what was added since belongs to one caller alone. */
interface AnswerHead {

  int status();

  List<String> headers(String name);

  default @Nullable String header(String name) {
    List<String> all = headers(name);
    return all.isEmpty() ? null : all.getFirst();
  }

  /** All of them, one after the other. */
  void each(Reader reader);

  /** Takes headers. */
  @FunctionalInterface
  interface Reader {
    void header(String name, String value);
  }
}
