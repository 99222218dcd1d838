package dev.parley.realtime.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events for the same connections that go out together: one frame for each connection. */
final class Batch {

  private static final byte[] BEGIN =
      "{\"type\":\"message_batch\",\"messages\":[".getBytes(US_ASCII);
  private static final byte[] CURSOR = "],\"cursor\":\"".getBytes(US_ASCII);
  private static final byte[] END = "\"}".getBytes(US_ASCII);

  /** Clients have limits too. */
  private static final int MOST_BYTES = 64 * 1024;

  private record Entry(EventText text, String cursor) {}

  private final int most;
  private final List<Entry> entries = new ArrayList<>();
  private int bytes;

  Batch(int most) {
    this.most = most;
  }

  boolean hasRoomFor(EventText text) {
    return entries.isEmpty() || (entries.size() < most && bytes + text.length() <= MOST_BYTES);
  }

  void add(EventText text, String cursor) {
    entries.add(new Entry(text, cursor));
    bytes += text.length() + cursor.length();
  }

  List<Instant> times() {
    return entries.stream().map(entry -> entry.text.time()).toList();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  int size() {
    return entries.size();
  }

  /** What is behind whoever has read it. */
  String cursor() {
    return entries.getLast().cursor;
  }

  /** One event is what it is; several are a {@code message_batch}. */
  byte[] json() {
    var out = new ByteArrayOutputStream(bytes + 64 + 8 * entries.size());
    if (entries.size() == 1) {
      entries.getFirst().text.write(out, cursor());
      return out.toByteArray();
    }
    out.writeBytes(BEGIN);
    for (int i = 0; i < entries.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      entries.get(i).text.write(out, entries.get(i).cursor);
    }
    out.writeBytes(CURSOR);
    out.writeBytes(cursor().getBytes(US_ASCII));
    out.writeBytes(END);
    return out.toByteArray();
  }

  Frame frame() {
    return new Frame(json(), cursor(), size());
  }

  void clear() {
    entries.clear();
    bytes = 0;
  }
}
