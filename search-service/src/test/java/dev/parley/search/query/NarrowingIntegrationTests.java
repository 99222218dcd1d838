package dev.parley.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Filters, operators that do the same, and facets. */
class NarrowingIntegrationTests extends SearchTest {

  @Test
  void filtersNarrowDown() {
    UUID project = UUID.randomUUID();
    UUID mine = chat.privateConversation(me, "one");
    UUID ours = chat.projectConversation(me, "gazebo", project);
    UUID a = chat.post(me, mine, "budget");
    UUID b = chat.post("zoe", ours, "budget");
    UUID c = robot(ours, "budget");
    client.awaitFound(me, "budget", a, b, c);

    assertThat(client.ids(me, "budget", "conversation_id=" + mine)).containsExactly(a);
    assertThat(client.ids(me, "budget", "project_id=" + project)).containsExactlyInAnyOrder(b, c);
    assertThat(client.ids(me, "gazebo", "project_id=" + project)).containsExactly(ours);
    assertThat(client.ids(me, "budget", "role=assistant")).containsExactly(c);
    assertThat(client.ids(me, "budget", "author_id=" + TestTokens.userId("zoe")))
        .containsExactlyInAnyOrder(b, c);
    assertThat(client.ids(me, "budget", "to=2020-01-01")).isEmpty();
    assertThat(client.ids(me, "budget", "from=2020-01-01T00:00:00%2B02:00")).hasSize(3);
    assertThat(client.ids(me, "gazebo", "kind=message")).isEmpty();
    assertThat(client.ids(me, "gazebo", "kind=conversation")).containsExactly(ours);
  }

  @Test
  void operatorsNarrowDown() {
    UUID project = UUID.randomUUID();
    UUID imported = chat.conversationFrom("slack", me, "imported");
    UUID ours = chat.projectConversation(me, "ours", project);
    String name = "Loom " + project;
    chat.nameProject(project, name);
    chat.joinProject(me, project);
    UUID a = chat.post(me, imported, "gazebo https://example.org");
    UUID b = chat.post("zoe", ours, "gazebo `code`");
    UUID c = robot(ours, "gazebo");
    chat.tag(ours, b, "x");
    client.awaitFound(me, "gazebo", a, b, c);
    client.awaitFound(me, "gazebo tag:x", b);

    assertThat(client.ids(me, "gazebo from:me")).containsExactly(a);
    assertThat(client.ids(me, "gazebo from:" + me)).containsExactly(a);
    assertThat(client.ids(me, "gazebo from:\"ZOE the great\"")).containsExactlyInAnyOrder(b, c);
    assertThat(client.ids(me, "gazebo -from:zoe")).containsExactly(a);
    assertThat(client.ids(me, "gazebo from:nobody-at-all")).isEmpty();
    client.awaitFound(me, "gazebo in:\"" + name + "\"", b, c);
    assertThat(client.ids(me, "gazebo in:" + project)).containsExactlyInAnyOrder(b, c);
    assertThat(client.ids(me, "gazebo source:Slack")).containsExactly(a);
    assertThat(client.ids(me, "gazebo role:assistant or has:link")).containsExactlyInAnyOrder(a, c);
    assertThat(client.ids(me, "gazebo has:code")).containsExactly(b);
    assertThat(client.ids(me, "gazebo -has:code -has:link")).containsExactly(c);
    assertThat(client.ids(me, "gazebo conversation:" + imported)).containsExactly(a);
    assertThat(client.ids(me, "gazebo before:2020-01-01")).isEmpty();
    assertThat(client.ids(me, "gazebo after:2020-01-01")).hasSize(3);
    assertThat(client.ids(me, "gazebo", "source=slack")).containsExactly(a);
    assertThat(client.ids(me, "gazebo", "tag=x")).containsExactly(b);
    assertThat(client.ids(me, "gazebo", "has=link")).containsExactly(a);

    chat.tag(imported, null, "whole");
    client.awaitFound(me, "gazebo tag:whole", a);
    assertThat(client.ids(me, "gazebo", "tag=whole")).containsExactly(a);
  }

  @Test
  void aProjectThatWasNeverRenamedIsCalledAsItsFirstConversation() {
    UUID project = UUID.randomUUID();
    chat.joinProject(me, project);
    UUID general = chat.projectConversation(me, "Weavers " + project, project);
    UUID a = chat.post(me, general, "capybara");
    client.awaitFound(me, "capybara", a);
    UUID second = chat.projectConversation(me, "second " + project, project);
    UUID b = chat.post(me, second, "capybara");
    client.awaitFound(me, "capybara", a, b);

    client.awaitFound(me, "capybara in:\"weavers " + project + "\"", a, b);
    assertThat(client.ids(me, "capybara in:\"second " + project + "\"")).isEmpty();
    assertThat(
            client.search(me, "capybara", "facets=project").at("/facets/project/0/label").asText())
        .isEqualTo("Weavers " + project);
  }

  @Test
  void countsByFacetsInTheSameAnswer() {
    UUID project = UUID.randomUUID();
    UUID conversation = chat.projectConversation(me, "facets", project);
    String name = "Facets " + project;
    chat.nameProject(project, name);
    chat.joinProject(me, project);
    chat.post(me, conversation, "marmot");
    chat.post("zoe", conversation, "marmot");
    UUID last = robot(conversation, "marmot");
    client.awaitFound(me, "marmot role:assistant in:\"" + name + "\"", last);

    JsonNode answer = client.search(me, "marmot", "facets=author,project,month", "limit=1");
    assertThat(answer.required("items")).hasSize(1);
    assertThat(answer.at("/facets/author/0/label").asText()).isEqualTo("zoe");
    assertThat(answer.at("/facets/author/0/value").asText())
        .isEqualTo(TestTokens.userId("zoe").toString());
    assertThat(answer.at("/facets/author/0/count").asInt()).isEqualTo(2);
    assertThat(answer.at("/facets/author/1/count").asInt()).isEqualTo(1);
    assertThat(answer.at("/facets/project/0/value").asText()).isEqualTo(project.toString());
    assertThat(answer.at("/facets/project/0/label").asText()).isEqualTo(name);
    assertThat(answer.at("/facets/month")).hasSize(1);
    assertThat(client.search(me, "marmot").required("facets").isNull()).isTrue();
  }

  /** One may read a conversation of a project without belonging to it. */
  @Test
  void whatAProjectIsCalledIsForThoseWhoBelongToIt() {
    UUID project = UUID.randomUUID();
    String name = "Secret merger " + project;
    chat.nameProject(project, name);
    chat.joinProject(me, project);
    UUID open = chat.projectConversation(me, "open", project);
    String guest = "guest-" + UUID.randomUUID();
    chat.join(guest, open);
    UUID message = chat.post(me, open, "okapi");
    client.awaitFound(me, "okapi in:\"" + name + "\"", message);
    client.awaitFound(guest, "okapi", message);

    JsonNode facet = client.search(guest, "okapi", "facets=project").at("/facets/project/0");
    assertThat(facet.required("value").asText()).isEqualTo(project.toString());
    assertThat(facet.required("label").isNull()).isTrue();
    assertThat(client.ids(guest, "okapi in:\"" + name + "\"")).isEmpty();
    assertThat(client.ids(guest, "okapi in:" + project)).containsExactly(message);
  }
}
