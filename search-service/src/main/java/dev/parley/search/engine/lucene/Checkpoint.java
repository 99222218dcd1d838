package dev.parley.search.engine.lucene;

import dev.parley.search.text.Analysis;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How far an index is, written with each of its commits.
 *
 * @param covered everything stamped up to there is in it
 * @param messages the last one that was read; beyond what is covered while it is being filled
 */
record Checkpoint(long covered, Mark messages, Mark conversations) {
  /**
   * To be raised with any change of what documents hold: indexes of an older one are filled anew.
   */
  private static final String FORM = "3." + Analysis.VERSION;

  static final Checkpoint NOTHING = new Checkpoint(0, Mark.NONE, Mark.NONE);

  /** A row's place in the order in which they are read. */
  record Mark(long position, UUID id) {
    static final Mark NONE = new Mark(0, new UUID(0, 0));

    private String written() {
      return position + " " + id;
    }

    private static Mark read(String text) {
      String[] parts = text.split(" ", 2);
      return new Mark(Long.parseLong(parts[0]), UUID.fromString(parts[1]));
    }
  }

  Map<String, String> written(String analysis) {
    return Map.of(
        "form",
        FORM + analysis,
        "covered",
        Long.toString(covered),
        "messages",
        messages.written(),
        "conversations",
        conversations.written());
  }

  /**
   * @param analysis what else decides which words there are
   * @return empty: what was written with it cannot be gone on with
   */
  static Optional<Checkpoint> read(Map<String, String> written, String analysis) {
    return (FORM + analysis).equals(written.get("form"))
        ? Optional.of(
            new Checkpoint(
                Long.parseLong(written.getOrDefault("covered", "0")),
                Mark.read(written.getOrDefault("messages", Mark.NONE.written())),
                Mark.read(written.getOrDefault("conversations", Mark.NONE.written()))))
        : Optional.empty();
  }
}
