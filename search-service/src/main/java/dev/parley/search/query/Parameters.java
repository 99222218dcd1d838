package dev.parley.search.query;

import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.search.text.PlainText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a query string strictly and names everything that is wrong with it at once. */
final class Parameters {
  private static final List<String> KNOWN =
      List.of(
          "q",
          "kind",
          "conversation_id",
          "project_id",
          "author_id",
          "role",
          "from",
          "to",
          "limit",
          "after",
          "fields");
  private static final Set<String> KINDS = Set.of("message", "conversation");
  private static final Set<String> ROLES = Set.of("user", "assistant", "system");
  private static final int MAX_QUERY = 500;
  private static final int MAX_LIMIT = 100;
  private static final int DEFAULT_LIMIT = 20;
  private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  private final Map<String, String[]> given;
  private final List<FieldError> errors = new ArrayList<>();

  private Parameters(Map<String, String[]> given) {
    this.given = given;
  }

  static SearchRequest parse(Map<String, String[]> given) {
    return new Parameters(given).request();
  }

  private SearchRequest request() {
    refuseUnknown();
    String q = query();
    String kind = oneOf("kind", KINDS);
    UUID conversation = id("conversation_id");
    UUID project = id("project_id");
    UUID author = id("author_id");
    String role = oneOf("role", ROLES);
    Instant from = time("from");
    Instant to = time("to");
    int limit = limit();
    if (from != null && to != null && !from.isBefore(to)) {
      wrong("to", "must be later than 'from'");
    }
    if ("conversation".equals(kind)) {
      refuseForConversations("author_id", author);
      refuseForConversations("role", role);
    }
    if (!errors.isEmpty()) {
      throw ProblemException.badRequest(
          "request.invalid_parameter", summary(), errors.toArray(FieldError[]::new));
    }
    return new SearchRequest(
        q,
        kind == null ? null : Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
        conversation,
        project,
        author,
        role,
        from,
        to,
        limit,
        one("after"));
  }

  private String summary() {
    FieldError first = errors.getFirst();
    return errors.size() == 1
        ? "The parameter '%s' %s.".formatted(first.pointer(), first.detail())
        : "Some parameters are not valid; 'errors' says which.";
  }

  private void refuseUnknown() {
    new TreeMap<>(given)
        .keySet().stream()
            .filter(name -> !KNOWN.contains(name))
            .limit(10)
            .forEach(
                name ->
                    wrong(
                        PlainText.of(name), "is not known; known are " + String.join(", ", KNOWN)));
  }

  private void refuseForConversations(String name, @Nullable Object value) {
    if (value != null) {
      wrong(name, "applies to messages, not to kind 'conversation'");
    }
  }

  private String query() {
    String q = one("q");
    if (q == null || q.isBlank()) {
      wrong("q", "is required");
      return "";
    }
    if (q.codePointCount(0, q.length()) > MAX_QUERY) {
      wrong("q", "must have at most %d characters".formatted(MAX_QUERY));
    }
    return PlainText.of(q);
  }

  private @Nullable String oneOf(String name, Set<String> allowed) {
    String value = one(name);
    if (value != null && !allowed.contains(value)) {
      wrong(name, "must be one of " + String.join(", ", allowed.stream().sorted().toList()));
      return null;
    }
    return value;
  }

  private @Nullable UUID id(String name) {
    String value = one(name);
    if (value == null) {
      return null;
    }
    try {
      UUID id = UUID.fromString(value);
      if (id.toString().equalsIgnoreCase(value)) {
        return id;
      }
    } catch (IllegalArgumentException _) {
      // answered below, as the short forms are that Java takes and nobody else
    }
    wrong(name, "must be a UUID");
    return null;
  }

  private @Nullable Instant time(String name) {
    String value = one(name);
    if (value == null) {
      return null;
    }
    try {
      Instant time =
          value.length() == 10
              ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(value).toInstant();
      if (!time.isBefore(YEAR_0) && time.isBefore(YEAR_10000)) {
        return time;
      }
    } catch (DateTimeException _) {
      // answered below
    }
    wrong(name, "must be a time like 2026-01-31T12:00:00Z or a date like 2026-01-31");
    return null;
  }

  private int limit() {
    String value = one("limit");
    if (value == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(value);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // answered below, as a number out of range is
    }
    wrong("limit", "must be a whole number from 1 to %d".formatted(MAX_LIMIT));
    return DEFAULT_LIMIT;
  }

  private @Nullable String one(String name) {
    String[] values = given.get(name);
    if (values == null) {
      return null;
    }
    if (values.length > 1) {
      wrong(name, "is given more than once");
    }
    return values[0];
  }

  private void wrong(String name, String detail) {
    errors.add(new FieldError(name, detail));
  }
}
