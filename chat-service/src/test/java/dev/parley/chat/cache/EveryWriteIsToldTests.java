package dev.parley.chat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever writes a table that is cached knows who is to be told. It reads sources, file by file:
 * that the right key is told is for other tests, that nobody forgets altogether is for this one.
 */
class EveryWriteIsToldTests {

  private static final Path SOURCES = Path.of("src/main/java");

  /** Table, and the class by which a change of it is told. */
  private static final Map<String, String> TOLD_BY =
      Map.of(
          "conversation", "ConversationCaches",
          "conversation_tag", "ConversationCaches",
          "conversation_member", "ConversationCaches",
          "read_marker", "ConversationCaches",
          "project_member", "ConversationCaches",
          "message", "RecentMessages",
          "message_tag", "MessageTagged",
          "reaction", "RecentMessages",
          "account", "Profiles");

  /** Told one step up: {@code MessageChanges} knows the conversation of what it changes. */
  private static final List<String> BY_THEIR_CALLERS = List.of("MessageStore.java");

  @Test
  void whoWritesWhatIsCachedTellsTheCache() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      assertThat(files.filter(file -> file.toString().endsWith(".java")).flatMap(this::forgotten))
          .isEmpty();
    }
  }

  private Stream<String> forgotten(Path file) {
    String name = String.valueOf(file.getFileName());
    if (BY_THEIR_CALLERS.contains(name)) {
      return Stream.empty();
    }
    String source = read(file);
    return TOLD_BY.entrySet().stream()
        .filter(entry -> writes(source, entry.getKey()) && !source.contains(entry.getValue()))
        .map(entry -> name + " writes " + entry.getKey() + " without " + entry.getValue());
  }

  private static boolean writes(String source, String table) {
    return Pattern.compile("(UPDATE|INSERT INTO|DELETE FROM) " + table + "\\b")
        .matcher(source)
        .find();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
