package dev.parley.search.engine.postgres;

import dev.parley.search.access.Conversations;
import dev.parley.search.access.ReadMarkers;
import dev.parley.search.engine.Criterion;
import dev.parley.search.engine.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A criterion as a condition on a row, and its values as parameters: none of them is ever SQL. */
final class Conditions {
  private final Map<String, @Nullable Object> parameters = new HashMap<>();

  Map<String, @Nullable Object> parameters() {
    return parameters;
  }

  String of(Criterion criterion, Kind kind) {
    Optional<String> words = TsQuery.of(criterion);
    if (words.isPresent()) {
      return "words @@ " + parameter(words.get(), "tsquery");
    }
    boolean message = kind == Kind.MESSAGE;
    return switch (criterion) {
      case Criterion.All(var parts) -> all(parts, kind);
      case Criterion.Any(var parts) ->
          parts.isEmpty()
              ? "false"
              : parts.stream().map(part -> of(part, kind)).collect(joining(" OR "));
      case Criterion.Not(Criterion.Unread _) -> message ? ReadMarkers.read() : "true";
      case Criterion.Not(var part) -> "NOT " + of(part, kind);
      case Criterion.Terms _, Criterion.Beginning _, Criterion.Row _ ->
          throw new IllegalStateException("words are a tsquery");
      case Criterion.OfKind(Kind wanted) -> Boolean.toString(wanted == kind);
      case Criterion.InConversation(UUID id) ->
          (message ? "conversation_id" : "id") + " = " + parameter(id, "uuid");
      case Criterion.InProjects(var ids) ->
          ofConversation("project_id = ANY (" + uuids(ids) + ")", message);
      case Criterion.Source(String name) ->
          ofConversation("source = " + parameter(name, "text"), message);
      case Criterion.By(var authors) ->
          message ? "author_id = ANY (" + uuids(authors) + ")" : "false";
      case Criterion.Role(String name) -> message ? "role = " + parameter(name, "text") : "false";
      case Criterion.Tagged(String tag, var whole) ->
          message ? "(" + hasTag(tag) + " OR " + taggedAsAWhole(tag, whole) + ")" : hasTag(tag);
      case Criterion.Unread(_, var holding) ->
          message ? "(" + in(holding) + " AND " + ReadMarkers.unread() + ")" : "false";
      case Criterion.From(var time) -> "created_at >= " + time(time);
      case Criterion.Before(var time) -> "created_at < " + time(time);
      case Criterion.Has(var thing) ->
          switch (thing) {
            case FILE -> message ? "files <> ''" : "false";
            case LINK -> message ? "has_link" : "false";
            case CODE -> message ? "has_code" : "false";
          };
      case Criterion.Containing(var metadata) ->
          "(metadata <> '{}' AND metadata @> " + parameter(metadata.json(), "jsonb") + ")";
    };
  }

  private String hasTag(String tag) {
    return "(tags <> '{}' AND tags @> ARRAY[" + parameter(tag, "text") + "])";
  }

  private String taggedAsAWhole(String tag, Conversations tagged) {
    return tagged.few() == null
        ? ofConversation("tags @> ARRAY[" + parameter(tag, "text") + "]", true)
        : in(tagged);
  }

  /**
   * Named one by one where they are few: how many messages they hold is known to the planner then.
   */
  private String in(Conversations conversations) {
    List<UUID> few = conversations.few();
    return few == null ? "true" : "conversation_id = ANY (" + uuids(few) + ")";
  }

  /** What is words goes to the index as one. */
  private String all(List<Criterion> parts, Kind kind) {
    List<Criterion> words = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    for (Criterion part : parts) {
      if (TsQuery.of(part).isPresent()) {
        words.add(part);
      } else {
        conditions.add(of(part, kind));
      }
    }
    if (!words.isEmpty()) {
      conditions.add(of(new Criterion.All(words), kind));
    }
    return conditions.isEmpty() ? "true" : conditions.stream().collect(joining(" AND "));
  }

  private static String ofConversation(String condition, boolean message) {
    return message
        ? "conversation_id IN (SELECT p.id FROM conversation p WHERE p." + condition + ")"
        : condition;
  }

  private String uuids(Collection<UUID> ids) {
    return parameter(ids.stream().map(UUID::toString).toArray(String[]::new), "uuid[]");
  }

  String time(Instant time) {
    return parameter(time.atOffset(ZoneOffset.UTC), "timestamptz");
  }

  String parameter(Object value, String type) {
    String name = "p" + parameters.size();
    parameters.put(name, value);
    return ":" + name + "::" + type;
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joining(String between) {
    return Collectors.joining(between, "(", ")");
  }
}
