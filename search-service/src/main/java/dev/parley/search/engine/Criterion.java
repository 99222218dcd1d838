package dev.parley.search.engine;

import dev.parley.search.access.Conversations;
import dev.parley.search.language.Query.Thing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What has to hold of something for it to be found: a query, with its words as indexes know them.
 */
public sealed interface Criterion {

  /** Of none: everything. */
  record All(List<Criterion> parts) implements Criterion {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** Of none: nothing. */
  record Any(List<Criterion> parts) implements Criterion {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  record Not(Criterion part) implements Criterion {}

  /** Holds one of these. */
  record Terms(Set<String> terms) implements Criterion {
    public Terms {
      terms = Set.copyOf(terms);
    }
  }

  /** Holds a word that begins like this. */
  record Beginning(String prefix) implements Criterion {}

  /** Holds these in a row. */
  record Row(List<Set<String>> terms) implements Criterion {
    public Row {
      terms = List.copyOf(terms);
    }
  }

  record OfKind(Kind kind) implements Criterion {}

  record InConversation(UUID id) implements Criterion {}

  /** In one of these projects. */
  record InProjects(Set<UUID> ids) implements Criterion {
    public InProjects {
      ids = Set.copyOf(ids);
    }
  }

  record Source(String name) implements Criterion {}

  /** By one of these. */
  record By(Set<UUID> authors) implements Criterion {
    public By {
      authors = Set.copyOf(authors);
    }
  }

  record Role(String name) implements Criterion {}

  /**
   * Has the tag itself, or is in a conversation that has it.
   *
   * @param conversations those
   */
  record Tagged(String tag, Conversations conversations) implements Criterion {}

  /**
   * A message that the reader has not read.
   *
   * @param marks how far they have read, by the number of the conversation
   * @param holding the conversations that hold any
   */
  record Unread(Map<Integer, Long> marks, Conversations holding) implements Criterion {
    public Unread {
      marks = Map.copyOf(marks);
    }
  }

  record From(Instant time) implements Criterion {}

  record Before(Instant time) implements Criterion {}

  record Has(Thing thing) implements Criterion {}

  /** Has at least these data. */
  record Containing(Metadata metadata) implements Criterion {}

  Criterion EVERYTHING = new All(List.of());
  Criterion NOTHING = new Any(List.of());
}
