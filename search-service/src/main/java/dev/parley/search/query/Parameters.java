package dev.parley.search.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.search.engine.Facet;
import dev.parley.search.engine.Kind;
import dev.parley.search.engine.Metadata;
import dev.parley.search.engine.Order;
import dev.parley.search.language.Query.Thing;
import dev.parley.search.language.QueryParser;
import dev.parley.search.query.SearchRequest.Filters;
import dev.parley.search.text.PlainText;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a search. */
final class Parameters {
  private static final List<String> KNOWN =
      List.of(
          "q",
          "kind",
          "conversation_id",
          "project_id",
          "author_id",
          "role",
          "source",
          "tag",
          "has",
          "metadata",
          "from",
          "to",
          "order",
          "facets",
          "typing",
          "limit",
          "after",
          "min_position",
          "fields");
  private static final Set<String> ROLES = Set.of("user", "assistant", "system");
  private static final int MAX_QUERY = 500;
  private static final int MAX_LIMIT = 100;
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_METADATA = 2_000;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(16).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Given given;

  private Parameters(Map<String, String[]> parameters) {
    given = new Given(parameters, KNOWN);
  }

  static SearchRequest parse(Map<String, String[]> parameters) {
    return new Parameters(parameters).request();
  }

  private SearchRequest request() {
    String q = given.one("q");
    if (q == null || q.isBlank()) {
      given.wrong("q", "is required");
    } else {
      given.text("q", MAX_QUERY);
    }
    Filters filters = filters();
    Order order = Objects.requireNonNullElse(given.oneOf("order", Order.class), Order.RELEVANCE);
    List<Facet> facets = given.someOf("facets", Facet.class);
    boolean typing = "true".equals(given.oneOf("typing", Set.of("true", "false")));
    int limit = given.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
    MinPosition atLeast = minPosition();
    String after = given.one("after");
    given.refuseWhatIsWrong();
    String query = PlainText.of(Objects.requireNonNullElse(q, ""));
    return new SearchRequest(
        QueryParser.parse(typing ? query + "*" : query),
        filters,
        order,
        facets.isEmpty() ? Set.of() : EnumSet.copyOf(facets),
        limit,
        after,
        atLeast);
  }

  private Filters filters() {
    Kind kind = given.oneOf("kind", Kind.class);
    Instant from = given.time("from");
    Instant to = given.time("to");
    if (from != null && to != null && !from.isBefore(to)) {
      given.wrong("to", "must be later than 'from'");
    }
    Filters filters =
        new Filters(
            kind,
            given.id("conversation_id"),
            given.id("project_id"),
            given.id("author_id"),
            given.oneOf("role", ROLES),
            given.text("source", 40),
            given.text("tag", 50),
            given.oneOf("has", Thing.class),
            metadata(),
            from,
            to);
    if (kind == Kind.CONVERSATION) {
      refuseForConversations("author_id", filters.authorId());
      refuseForConversations("role", filters.role());
      refuseForConversations("has", filters.has());
    }
    return filters;
  }

  private void refuseForConversations(String name, @Nullable Object value) {
    if (value != null) {
      given.wrong(name, "applies to messages, not to kind 'conversation'");
    }
  }

  private @Nullable Metadata metadata() {
    String text = given.text("metadata", MAX_METADATA);
    if (text == null) {
      return null;
    }
    try {
      JsonNode data = JSON.readTree(text);
      if (data.isObject() && !data.isEmpty() && Metadata.isComparable(data)) {
        return Metadata.of(data);
      }
    } catch (JsonProcessingException _) {
      // answered below
    }
    given.wrong(
        "metadata", "must be a JSON object that is not empty, without objects or arrays in arrays");
    return null;
  }

  private @Nullable MinPosition minPosition() {
    String text = given.one("min_position");
    if (text == null) {
      return null;
    }
    MinPosition position = MinPosition.parse(text);
    if (position == null) {
      given.wrong(
          "min_position",
          "must be the id of a conversation, a colon and a seq, or the 'position' of an answer");
    }
    return position;
  }
}
