package dev.parley.search.language;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the words before a colon mean. */
final class Operators {
  private static final Set<String> ROLES = Set.of("user", "assistant", "system");

  private Operators() {}

  /** What was made of {@code name:value}. */
  sealed interface Meaning {
    record Of(Query query) implements Meaning {}

    /** Nobody knows this name. */
    record Unknown() implements Meaning {}

    record Wrong(String expected) implements Meaning {}
  }

  static boolean isOne(String name) {
    return !(of(name, "") instanceof Meaning.Unknown);
  }

  static Meaning of(String name, String value) {
    return switch (name) {
      case "from" -> new Meaning.Of(new Query.From(value));
      case "in" -> new Meaning.Of(new Query.In(value));
      case "tag" -> new Meaning.Of(new Query.Tagged(value));
      case "source" -> new Meaning.Of(new Query.Source(value.toLowerCase(Locale.ROOT)));
      case "role" -> role(value.toLowerCase(Locale.ROOT));
      case "has" -> has(value.toLowerCase(Locale.ROOT));
      case "before" -> time(value, false);
      case "after" -> time(value, true);
      case "conversation" -> conversation(value);
      case "is" -> is(value.toLowerCase(Locale.ROOT));
      default -> new Meaning.Unknown();
    };
  }

  private static Meaning role(String value) {
    return ROLES.contains(value)
        ? new Meaning.Of(new Query.Role(value))
        : new Meaning.Wrong("user, assistant or system");
  }

  private static Meaning has(String value) {
    return switch (value) {
      case "file" -> new Meaning.Of(new Query.Has(Query.Thing.FILE));
      case "link" -> new Meaning.Of(new Query.Has(Query.Thing.LINK));
      case "code" -> new Meaning.Of(new Query.Has(Query.Thing.CODE));
      default -> new Meaning.Wrong("file, link or code");
    };
  }

  private static Meaning is(String value) {
    return value.equals("unread")
        ? new Meaning.Of(new Query.Unread())
        : new Meaning.Wrong("unread");
  }

  private static Meaning conversation(String value) {
    try {
      UUID id = UUID.fromString(value);
      if (id.toString().equalsIgnoreCase(value)) {
        return new Meaning.Of(new Query.InConversation(id));
      }
    } catch (IllegalArgumentException _) {
      // answered below, as are the short forms that Java takes and nobody else
    }
    return new Meaning.Wrong("the id of a conversation");
  }

  private static Meaning time(String value, boolean after) {
    Optional<Instant> given = Times.parse(value);
    return given
        .<Meaning>map(
            time -> new Meaning.Of(after ? new Query.After(time) : new Query.Before(time)))
        .orElseGet(() -> new Meaning.Wrong("a date like 2026-01-31"));
  }
}
