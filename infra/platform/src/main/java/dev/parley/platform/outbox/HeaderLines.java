package dev.parley.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.platform.event.CloudEventHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Headers as they stand in a row: one {@code name:value} a line, readable in psql. Values hold no
 * line breaks: {@link dev.parley.platform.event.EventEnvelope} refuses control characters.
 */
final class HeaderLines {
  private static final Pattern TRACE_PARENT =
      Pattern.compile("(?m)^" + CloudEventHeaders.TRACE_PARENT + ":[0-9a-f]{2}-([0-9a-f]{32})-");

  private HeaderLines() {}

  static String write(Map<String, String> headers) {
    StringBuilder lines = new StringBuilder(512);
    headers.forEach(
        (name, value) ->
            lines.append(lines.isEmpty() ? "" : "\n").append(name).append(':').append(value));
    return lines.toString();
  }

  /** Empty: the event belongs to none. */
  static String traceId(String lines) {
    Matcher parent = TRACE_PARENT.matcher(lines);
    return parent.find() ? parent.group(1) : "";
  }

  static List<Header> read(String lines) {
    List<Header> headers = new ArrayList<>(12);
    for (int start = 0; start < lines.length(); ) {
      int colon = lines.indexOf(':', start);
      int end = lines.indexOf('\n', colon);
      int stop = end < 0 ? lines.length() : end;
      headers.add(
          new RecordHeader(
              lines.substring(start, colon), lines.substring(colon + 1, stop).getBytes(UTF_8)));
      start = stop + 1;
    }
    return headers;
  }
}
