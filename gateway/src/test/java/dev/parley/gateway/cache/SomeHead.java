package dev.parley.gateway.cache;

import dev.parley.gateway.request.SomeRequest;
import java.util.List;

/** The beginning of an answer that no service gave. */
record SomeHead(int status, SomeRequest lines) implements AnswerHead {

  /** With headers as in {@code "Age: 3"}; a length is among them. */
  static SomeHead of(int status, String... headers) {
    String[] pairs = new String[headers.length * 2];
    for (int i = 0; i < headers.length; i++) {
      String[] pair = headers[i].split(": ", 2);
      pairs[2 * i] = pair[0];
      pairs[2 * i + 1] = pair[1];
    }
    return new SomeHead(status, SomeRequest.get("/", pairs));
  }

  @Override
  public List<String> headers(String name) {
    return lines.headers(name);
  }

  @Override
  public void each(Reader reader) {
    lines.all().forEach((name, values) -> values.forEach(value -> reader.header(name, value)));
  }
}
