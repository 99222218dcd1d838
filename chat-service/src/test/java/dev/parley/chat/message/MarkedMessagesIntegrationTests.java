package dev.parley.chat.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Messages with tags and metadata: they carry both, and are found by both. */
@ChatServiceTest
class MarkedMessagesIntegrationTests {

  private static final Pattern STATEMENTS = Pattern.compile("db;dur=[0-9.]+;desc=\"(\\d+)\"");

  /** More than are kept in memory, so that the database is asked. */
  private static final int MANY = 60;

  private final ChatClients people;

  private final Person ada;
  private final UUID conversation;
  private final String messages;
  private final List<String> ids;

  /** Every third has the tag x, every fourth y; every second has metadata. */
  MarkedMessagesIntegrationTests(@Autowired ChatClients people) {
    this.people = people;
    ada = people.someone();
    conversation = ada.createConversation("marked");
    messages = "/api/v1/conversations/%s/messages".formatted(conversation);
    List<Map<String, Object>> posts =
        IntStream.rangeClosed(1, MANY)
            .<Map<String, Object>>mapToObj(
                n ->
                    Map.of(
                        "content",
                        "m" + n,
                        "metadata",
                        n % 2 == 0 ? Map.of("n", Map.of("mod", n % 5, "all", n)) : Map.of()))
            .toList();
    JsonNode posted = ada.api().post(messages + "/bulk", Map.of("messages", posts)).json(201);
    ids = values(posted, "id").map(JsonNode::asText).toList();
    for (int n = 1; n <= MANY; n++) {
      tag(n, 3, "x");
      tag(n, 4, "y");
    }
  }

  private void tag(int n, int each, String tag) {
    if (n % each == 0) {
      ada.api().put("/api/v1/messages/%s/tags/%s".formatted(ids.get(n - 1), tag), null).json(200);
    }
  }

  @Test
  void areFoundByAllOfWhatIsAsked() {
    assertThat(walk("tag=X")).isEqualTo(numbers(3));
    assertThat(walk("tag=x&tag=y")).isEqualTo(numbers(12));
    assertThat(walk("tag=z")).isEmpty();
    assertThat(walk("metadata=" + json("{\"n\":{\"mod\":0}}"))).isEqualTo(numbers(10));
    assertThat(walk("tag=y&metadata=" + json("{\"n\":{\"mod\":0}}"))).isEqualTo(numbers(20));
    assertThat(walk("metadata=%7B%7D")).isEqualTo(numbers(1));
  }

  @Test
  void areReadFromAnyPlaceOfTheirListAndOfNoOther() {
    JsonNode first = page("tag=x&limit=5");
    JsonNode second = page("tag=x&limit=5&before=" + first.required("next_cursor").asText());
    assertThat(seqs(second)).containsExactly(45L, 42L, 39L, 36L, 33L);

    String cursor = second.required("next_cursor").asText();
    JsonNode around = page("tag=x&limit=4&around=" + cursor);
    assertThat(seqs(around)).containsExactly(39L, 36L, 33L, 30L);
    assertThat(around.required("has_next").asBoolean()).isTrue();
    assertThat(around.required("has_prev").asBoolean()).isTrue();
    JsonNode newer = page("tag=x&limit=3&after=" + first.required("next_cursor").asText());
    assertThat(seqs(newer)).containsExactly(57L, 54L, 51L);
    for (String other :
        List.of("", "tag=y&", "tag=x&tag=y&", "tag=x&metadata=%7B%22a%22%3A1%7D&")) {
      ada.api()
          .get(messages + "?" + other + "before=" + cursor)
          .assertProblem(400, "cursor.invalid");
    }
    ada.api().get(messages + "?metadata=1").assertProblem(400, "request.invalid_parameter");
    ada.api().get(messages + "?tag=%2F").assertProblem(400, "request.invalid_parameter");
    people.someone().api().get(messages + "?tag=x").assertProblem(404, "conversation.not_found");
  }

  @Test
  void carryTheirTagsWhereverTheyAreAnswered() {
    String marked = ids.get(11);
    for (String path :
        List.of(
            "/api/v1/messages/" + marked,
            "/api/v1/messages/" + marked + "/context",
            "/api/v1/messages?per_page=100",
            messages + "?limit=50",
            messages + "?limit=100",
            messages + "?tag=x&limit=100")) {
      JsonNode answer = ada.api().get(path).json(200);
      JsonNode message =
          StreamSupport.stream(answer.path("items").spliterator(), false)
              .filter(item -> item.required("id").asText().equals(marked))
              .findFirst()
              .orElse(answer);
      assertThat(message.required("tags"))
          .as(path)
          .extracting(JsonNode::asText)
          .containsExactly("x", "y");
    }
    assertThat(ada.post(conversation, "new").required("tags")).isEmpty();
  }

  @Test
  void areReadByAsManyStatementsHoweverManyTheyAre() {
    for (String query : List.of("", "tag=x&", "metadata=" + json("{\"n\":{}}") + "&")) {
      String below = "&before=" + page(query + "limit=1").required("next_cursor").asText();
      assertThat(statements(query + "limit=100" + below))
          .as(query)
          .isEqualTo(statements(query + "limit=1" + below))
          .isEqualTo(1);
    }
  }

  private int statements(String query) {
    Answer answer = ada.api().get(messages + "?" + query).assertStatus(200);
    Matcher found = STATEMENTS.matcher(answer.header("Server-Timing"));
    assertThat(found.find()).as(answer.header("Server-Timing")).isTrue();
    return Integer.parseInt(found.group(1));
  }

  private List<Long> walk(String query) {
    List<Long> found = new ArrayList<>();
    JsonNode page = page(query + "&limit=7");
    found.addAll(seqs(page));
    while (page.required("has_next").asBoolean()) {
      page = page(query + "&limit=7&before=" + page.required("next_cursor").asText());
      found.addAll(seqs(page));
    }
    return found;
  }

  private JsonNode page(String query) {
    return ada.api().get(messages + "?" + query).json(200);
  }

  private static List<Long> seqs(JsonNode page) {
    return values(page, "seq").map(JsonNode::asLong).toList();
  }

  private static Stream<JsonNode> values(JsonNode page, String field) {
    return StreamSupport.stream(page.required("items").spliterator(), false)
        .map(item -> item.required(field));
  }

  /** Those that this divides, the newest first. */
  private static List<Long> numbers(int each) {
    return IntStream.rangeClosed(1, MANY)
        .filter(n -> n % each == 0)
        .mapToObj(Long::valueOf)
        .toList()
        .reversed();
  }

  private static String json(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
