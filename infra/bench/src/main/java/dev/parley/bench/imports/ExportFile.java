package dev.parley.bench.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A body made while it is sent: one conversation with a fifth of all messages, and small ones. */
final class ExportFile {

  private static final int SMALL = 80;
  private static final String TEXT =
      "A line as people write them, long enough to be one. ".repeat(4);

  private ExportFile() {}

  static InputStream of(int messages) {
    int large = messages / 5;
    int others = (messages - large) / SMALL;
    Stream<String> items =
        Stream.concat(
            item("large", large, ""),
            IntStream.range(0, others).boxed().flatMap(i -> item("small" + i, SMALL, ",")));
    Stream<String> parts =
        Stream.of(Stream.of("{\"source\":\"slack\",\"items\":["), items, Stream.of("]}"))
            .flatMap(part -> part);
    Iterator<InputStream> streams =
        parts.<InputStream>map(part -> new ByteArrayInputStream(part.getBytes(UTF_8))).iterator();
    return new SequenceInputStream(new Once(streams));
  }

  static int conversations(int messages) {
    return 1 + (messages - messages / 5) / SMALL;
  }

  static int inAll(int messages) {
    return messages / 5 + (messages - messages / 5) / SMALL * SMALL;
  }

  private static Stream<String> item(String name, int messages, String before) {
    return Stream.of(
            Stream.of(
                "%s{\"external_id\":\"%s\",\"title\":\"%s\",\"messages\":["
                    .formatted(before, name, name)),
            IntStream.range(0, messages)
                .mapToObj(
                    i ->
                        "%s{\"author\":\"someone\",\"content\":\"%d %s\"}"
                            .formatted(i == 0 ? "" : ",", i, TEXT)),
            Stream.of("]}"))
        .flatMap(part -> part);
  }

  @SuppressWarnings("JdkObsolete") // what SequenceInputStream takes
  private record Once(Iterator<InputStream> parts) implements Enumeration<InputStream> {
    @Override
    public boolean hasMoreElements() {
      return parts.hasNext();
    }

    @Override
    public InputStream nextElement() {
      return parts.next();
    }
  }
}
