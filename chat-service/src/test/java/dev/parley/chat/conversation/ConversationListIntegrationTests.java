package dev.parley.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The lists of conversations, projects, members and messages, by cursor and by link. */
@ChatServiceTest
class ConversationListIntegrationTests {

  private static final String LIST = "/api/v1/conversations";

  @Autowired private ChatClients people;

  @Test
  void whoWalksTheListMissesNothingThatWasLeftAlone() {
    Person owner = people.someone();
    List<UUID> made = conversations(owner, 9);

    JsonNode first = owner.api().get(LIST + "?limit=3").json(200);
    // the one the cursor stands on moves to the front, as does one that was not seen yet; one is
    // put away, and there is a new one
    owner.post(made.get(6), "news");
    owner.post(made.get(2), "news");
    owner.api().patch(LIST + "/" + made.get(4), Map.of("archived", true)).assertStatus(200);
    UUID news = owner.createConversation("new");
    List<String> rest = new ArrayList<>();
    JsonNode page = first;
    while (page.required("has_next").asBoolean()) {
      page = owner.api().get(LIST + "?limit=3&before=" + page.get("next_cursor").asText()).json();
      rest.addAll(ids(page));
    }

    assertThat(ids(first)).containsExactlyElementsOf(texts(made, 8, 7, 6));
    assertThat(rest).containsExactlyElementsOf(texts(made, 5, 3, 1, 0));
    JsonNode since =
        owner.api().get(LIST + "?after=" + first.required("prev_cursor").asText()).json();
    assertThat(ids(since))
        .containsExactly(news.toString(), made.get(2).toString(), made.get(6).toString());
    assertThat(since.required("has_next").asBoolean()).isTrue();
  }

  @Test
  void aCursorIsNobodyElsesAndOfNoOtherFilter() {
    Person owner = people.someone();
    conversations(owner, 3);
    String cursor = owner.api().get(LIST + "?limit=1").json().required("next_cursor").asText();

    owner.api().get(LIST + "?before=" + cursor).assertStatus(200);
    refused(people.someone(), LIST + "?before=" + cursor);
    refused(owner, LIST + "?archived=true&before=" + cursor);
    refused(owner, LIST + "?unread=true&before=" + cursor);
    refused(owner, LIST + "?project_id=%s&before=%s".formatted(UUID.randomUUID(), cursor));
    refused(owner, "/api/v1/projects?before=" + cursor);
    refused(owner, LIST + "?before=x" + cursor.substring(1));
  }

  @Test
  void projectsAndMembersAreReadByCursorToo() {
    Person owner = people.someone();
    List<String> projects =
        IntStream.range(0, 3)
            .mapToObj(i -> owner.api().post("/api/v1/projects", Map.of("name", "p" + i)).id())
            .map(UUID::toString)
            .toList();
    UUID conversation = owner.createConversation("ours");
    Person member = people.someone();
    owner.invite(conversation, member);
    String members = LIST + "/" + conversation + "/members";

    JsonNode first = owner.api().get("/api/v1/projects?limit=2").json(200);
    JsonNode second =
        owner.api().get("/api/v1/projects?before=" + first.get("next_cursor").asText()).json(200);
    assertThat(ids(first)).containsExactly(projects.get(2), projects.get(1));
    assertThat(ids(second)).containsExactly(projects.get(0));

    JsonNode one = member.api().get(members + "?limit=1").json(200);
    JsonNode other =
        member.api().get(members + "?before=" + one.get("next_cursor").asText()).json(200);
    assertThat(
            List.of(one.at("/items/0/username").asText(), other.at("/items/0/username").asText()))
        .containsExactlyInAnyOrder(owner.name(), member.name());
    assertThat(member.api().get(members).json(200).required("total").asInt()).isEqualTo(2);
  }

  @Test
  void messagesLinkToWhatIsOlderAndNewer() {
    Person owner = people.someone();
    UUID conversation = owner.createConversation("talk");
    List<JsonNode> said =
        IntStream.range(0, 5).mapToObj(i -> owner.post(conversation, "m" + i)).toList();
    String messages = LIST + "/" + conversation + "/messages";

    Answer newest = owner.api().get(messages + "?limit=2");
    String next = link(newest, "next");
    Answer older = owner.api().get(next);
    Answer around =
        owner
            .api()
            .get("/api/v1/messages/%s/context?limit=2".formatted(said.get(2).get("id").asText()));

    assertThat(ids(older.json(200)))
        .containsExactly(said.get(2).get("id").asText(), said.get(1).get("id").asText());
    assertThat(newest.header("Link")).doesNotContain("rel=\"prev\"");
    assertThat(ids(owner.api().get(link(older, "prev")).json(200))).isEqualTo(ids(newest.json()));
    assertThat(link(around, "next")).startsWith(messages + "?before=");
    owner.api().get(link(around, "next")).assertStatus(200);
  }

  private static List<UUID> conversations(Person owner, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> owner.createConversation("number " + i))
        .toList();
  }

  private static List<String> texts(List<UUID> made, int... which) {
    return IntStream.of(which).mapToObj(i -> made.get(i).toString()).toList();
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.required("items").forEach(item -> ids.add(item.required("id").asText()));
    return ids;
  }

  private static void refused(Person person, String path) {
    person.api().get(path).assertProblem(400, "cursor.invalid");
  }

  private static String link(Answer answer, String relation) {
    String links = answer.assertStatus(200).header("Link");
    int end = links.indexOf(">; rel=\"" + relation + "\"");
    assertThat(end).as(links).isPositive();
    return links.substring(links.lastIndexOf('<', end) + 1, end);
  }
}
