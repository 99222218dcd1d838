package dev.parley.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Headers as they stand in a row: one {@code name:value} a line, readable in psql. Values hold no
 * line breaks: {@link dev.parley.platform.event.EventEnvelope} refuses control characters.
 */
final class HeaderLines {
  private HeaderLines() {}

  static String write(Map<String, String> headers) {
    return headers.entrySet().stream()
        .map(header -> header.getKey() + ':' + header.getValue())
        .collect(Collectors.joining("\n"));
  }

  static Headers read(String lines) {
    Headers headers = new RecordHeaders();
    for (int start = 0; start < lines.length(); ) {
      int colon = lines.indexOf(':', start);
      int end = lines.indexOf('\n', colon);
      int stop = end < 0 ? lines.length() : end;
      headers.add(lines.substring(start, colon), lines.substring(colon + 1, stop).getBytes(UTF_8));
      start = stop + 1;
    }
    return headers;
  }
}
