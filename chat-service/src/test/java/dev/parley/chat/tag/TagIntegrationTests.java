package dev.parley.chat.tag;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ChatServiceTest
class TagIntegrationTests {

  @Autowired private ChatClients people;
  @Autowired private JdbcClient jdbc;

  @Test
  void aTagIsTheSameHoweverItIsWritten() {
    Person ada = people.someone();
    String tags = ofConversation(ada.createConversation("tagged"));

    ada.api().put(tags + "/" + escaped(" GRÖSSE "), null).assertStatus(200);
    ada.api().put(tags + "/" + escaped("gro\u0308sse"), null).assertStatus(200);
    ada.api().put(tags, Map.of("tags", List.of("Größe", "größe", "🦓"))).assertStatus(200);

    assertThat(tagsAt(ada, tags)).containsExactly("größe", "🦓");
    ada.api().delete(tags + "/" + escaped("GRÖẞE")).assertStatus(204);
    ada.api().delete(tags + "/" + escaped("größe")).assertStatus(204);
    ada.api().delete(tags + "/" + escaped("größe")).assertStatus(204);
    assertThat(tagsAt(ada, tags)).containsExactly("🦓");
  }

  @Test
  void aConversationCarriesItsTags() {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("tagged");
    ada.api()
        .put(ofConversation(conversation), Map.of("tags", List.of("b", "a")))
        .assertStatus(200);

    JsonNode read = ada.api().get("/api/v1/conversations/" + conversation).json(200);

    assertThat(read.required("tags")).extracting(JsonNode::asText).containsExactly("a", "b");
  }

  @Test
  void aMessageHasTagsOfItsOwnUntilItIsDeleted() {
    Person ada = people.someone();
    String id = ada.post(ada.createConversation("tagged"), "hello").required("id").asText();
    String tags = "/api/v1/messages/" + id + "/tags";

    ada.api().put(tags + "/fine", null).assertStatus(200);

    assertThat(tagsAt(ada, tags)).containsExactly("fine");
    assertThat(tagsAt(ada, "/api/v1/messages/" + id)).containsExactly("fine");
    ada.api().delete("/api/v1/messages/" + id).assertStatus(204);
    ada.api().put(tags + "/late", null).assertProblem(409, "message.deleted");
    assertThat(
            jdbc.sql("SELECT count(*) FROM message_tag WHERE message_id = ?::uuid")
                .param(id)
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void whoReadsButDoesNotWriteDoesNotTag() {
    Person ada = people.someone();
    Person visitor = people.someone();
    String tags =
        ofConversation(ada.createConversation(Map.of("title", "open", "visibility", "public")));
    ada.api().put(tags + "/mine", null).assertStatus(200);

    assertThat(tagsAt(visitor, tags)).containsExactly("mine");
    visitor.api().put(tags + "/theirs", null).assertProblem(403, "conversation.read_only");
    visitor.api().delete(tags + "/mine").assertProblem(403, "conversation.read_only");
  }

  @Test
  void findsConversationsThatHaveAllOfTheTags() {
    Person ada = people.someone();
    UUID both = ada.createConversation("both");
    UUID one = ada.createConversation("one");
    ada.createConversation("none");
    ada.api().put(ofConversation(both), Map.of("tags", List.of("x", "y"))).assertStatus(200);
    ada.api().put(ofConversation(one), Map.of("tags", List.of("x"))).assertStatus(200);

    assertThat(titles(ada, "?tag=X")).containsExactlyInAnyOrder("both", "one");
    assertThat(titles(ada, "?tag=x&tag=y")).containsExactly("both");
    assertThat(titles(ada, "?tag=x,y")).containsExactly("both");
    assertThat(titles(people.someone(), "?tag=x")).isEmpty();
    ada.api()
        .get("/api/v1/conversations?tag=" + escaped("/"))
        .assertProblem(400, "request.invalid_parameter")
        .hasErrorAt("tag");
  }

  @Test
  void suggestsWhatOneMayReadTheMostUsedFirst() {
    Person ada = people.someone();
    String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    UUID first = ada.createConversation("first");
    UUID second = ada.createConversation("second");
    ada.api().put(ofConversation(first), Map.of("tags", List.of(word + "b"))).assertStatus(200);
    ada.api()
        .put(ofConversation(second), Map.of("tags", List.of(word + "b", word + "a", "other")))
        .assertStatus(200);
    String message = ada.post(first, "hello").required("id").asText();
    ada.api().put("/api/v1/messages/" + message + "/tags/" + word + "b", null).assertStatus(200);

    JsonNode suggested = ada.api().get("/api/v1/tags?q=" + word.toUpperCase(Locale.ROOT)).json(200);

    assertThat(suggested.required("items").findValuesAsText("tag"))
        .containsExactly(word + "b", word + "a");
    assertThat(suggested.at("/items/0/count").asInt()).isEqualTo(3);
    assertThat(people.someone().api().get("/api/v1/tags?q=" + word).json(200).required("items"))
        .isEmpty();
    ada.api().get("/api/v1/tags?q=%00").assertProblem(400, "request.invalid_parameter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a/b", "..", "a,b", "50%", "a\u0000b", "\ud800", "a\nb"})
  void takesNoTagThatNoAddressCanName(String tag) {
    Person ada = people.someone();

    ada.api()
        .put(ofConversation(ada.createConversation("x")), Map.of("tags", List.of(tag)))
        .assertProblem(400, "request.invalid");
  }

  @Test
  void thereIsRoomForFifty() {
    Person ada = people.someone();
    String tags = ofConversation(ada.createConversation("many"));
    List<String> fifty = IntStream.range(0, 50).mapToObj(n -> "t" + n).toList();

    ada.api().put(tags, Map.of("tags", fifty)).assertStatus(200);
    ada.api().put(tags + "/t7", null).assertStatus(200);
    ada.api().put(tags + "/t50", null).assertProblem(409, "tag.too_many");
    ada.api().put(tags + "/" + "x".repeat(51), null).assertStatus(400);

    assertThat(tagsAt(ada, tags)).hasSize(50);
  }

  private static List<String> titles(Person person, String query) {
    return person
        .api()
        .get("/api/v1/conversations" + query)
        .json(200)
        .required("items")
        .findValuesAsText("title");
  }

  private static List<String> tagsAt(Person person, String path) {
    return StreamSupport.stream(
            person.api().get(path).json(200).required("tags").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private static String ofConversation(UUID id) {
    return "/api/v1/conversations/" + id + "/tags";
  }

  private static String escaped(String tag) {
    return URLEncoder.encode(tag, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
