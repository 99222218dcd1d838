package dev.parley.search.language;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a query says. */
public sealed interface Query {

  /** Each of them; of none, everything. */
  record All(List<Query> parts) implements Query {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** At least one of them. */
  record Any(List<Query> parts) implements Query {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  record Not(Query part) implements Query {}

  /**
   * @param open whether it may go on: {@code parl*}
   */
  record Word(String text, boolean open) implements Query {}

  record Phrase(String text) implements Query {}

  /** By the user of this name, or with it as the name that is shown. */
  record From(String name) implements Query {}

  /** In the project of this name or id. */
  record In(String project) implements Query {}

  record InConversation(UUID id) implements Query {}

  record Tagged(String tag) implements Query {}

  record Source(String name) implements Query {}

  record Role(String name) implements Query {}

  record Before(Instant time) implements Query {}

  /** From this time on. */
  record After(Instant time) implements Query {}

  record Has(Thing thing) implements Query {}

  /** Not yet read by whoever asks. */
  record Unread() implements Query {}

  /** What can be in a message. */
  enum Thing {
    FILE,
    LINK,
    CODE
  }
}
