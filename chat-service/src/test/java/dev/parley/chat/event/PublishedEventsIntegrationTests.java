package dev.parley.chat.event;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Api;
import dev.parley.testing.EventContract;
import dev.parley.testing.KafkaProbe;
import dev.parley.testing.Patience;
import dev.parley.testing.ReceivedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What really goes out, held against the published schemas and what each consumer expects. */
@ChatServiceTest
class PublishedEventsIntegrationTests {

  /** How many of each what happens below makes. */
  private static final Map<String, Integer> OF_CHAT =
      Map.ofEntries(
          entry("chat.project.updated.v1", 2),
          entry("chat.project_member.added.v1", 2),
          entry("chat.project_member.removed.v1", 1),
          entry("chat.conversation.created.v1", 3),
          entry("chat.conversation.updated.v1", 2),
          entry("chat.member.added.v1", 5),
          entry("chat.member.removed.v1", 2),
          entry("chat.message.posted.v1", 4),
          entry("chat.message.edited.v1", 1),
          entry("chat.message.deleted.v1", 1),
          entry("chat.reaction.added.v1", 1),
          entry("chat.reaction.removed.v1", 1),
          entry("chat.read.advanced.v1", 1),
          entry("chat.tag.added.v1", 2),
          entry("chat.tag.removed.v1", 2),
          entry("chat.annotation.added.v1", 2),
          entry("chat.annotation.updated.v1", 2),
          entry("chat.annotation.removed.v1", 2));

  private static final Map<String, Integer> OF_ACCOUNTS =
      Map.of(
          "chat.user.registered.v1", 1,
          "chat.user.updated.v1", 1,
          "chat.user.disabled.v1", 1,
          "chat.user.enabled.v1", 1,
          "chat.session.revoked.v1", 1,
          "chat.settings.changed.v1", 1);

  private static final String SITE_NAME = "/api/v1/settings/site.name";

  @Autowired private ChatClients people;

  @Test
  void everyTypeHasASchemaAndEverySchemaIsPublished() {
    Set<String> known =
        EventContract.types().stream()
            .filter(type -> type.startsWith("chat."))
            .collect(Collectors.toSet());
    assertThat(known).isEqualTo(PublishedTypes.all());
  }

  @Test
  void everyEventKeepsItsContract() {
    Person ada = people.someone();
    Person bob = people.someone();
    UUID project = ada.api().post("/api/v1/projects", Map.of("name", "Contracts")).id();
    UUID bobs = joinAndLeave(ada, bob, project);
    UUID conversation = talk(ada, bob, project);
    UUID imported = imported(ada.api());
    String siteName = changeAccounts(ada);

    try (KafkaProbe kafka = KafkaProbe.open()) {
      Set<String> keys =
          Stream.of(project, conversation, bobs, imported, ada.id())
              .map(UUID::toString)
              .collect(Collectors.toSet());
      List<ReceivedRecord> chat =
          new ArrayList<>(
              kafka.await(
                  "chat.events", sum(OF_CHAT), r -> keys.contains(String.valueOf(r.key()))));
      List<ReceivedRecord> accounts =
          kafka.await(
              "chat.accounts",
              sum(OF_ACCOUNTS),
              r -> keys.contains(String.valueOf(r.key())) || r.text().contains(siteName));

      assertThat(byType(chat)).isEqualTo(OF_CHAT);
      assertThat(byType(accounts)).isEqualTo(OF_ACCOUNTS);
      chat.forEach(PublishedEventsIntegrationTests::assertCloudEvent);
      accounts.forEach(PublishedEventsIntegrationTests::assertCloudEvent);
      // a job outlives the request that began it
      chat.removeIf(record -> imported.toString().equals(record.key()));
      assertThat(chat).allSatisfy(PublishedEventsIntegrationTests::assertTraced);
      assertThat(accounts).allSatisfy(PublishedEventsIntegrationTests::assertTraced);
    }
    Set<String> seen = new TreeSet<>(OF_CHAT.keySet());
    seen.addAll(OF_ACCOUNTS.keySet());
    assertThat(seen).as("what is missing is to happen here, too").isEqualTo(PublishedTypes.all());
  }

  private static UUID joinAndLeave(Person ada, Person bob, UUID project) {
    String member = "/api/v1/projects/%s/members/%s".formatted(project, bob.id());
    ada.api().put(member, null).assertStatus(200);
    UUID bobs =
        bob.createConversation(
            Map.of("title", "Bob's", "project_id", project, "visibility", "project"));
    ada.api().delete(member).assertStatus(204);
    ada.api().patch("/api/v1/projects/" + project, Map.of("description", "Kept")).assertStatus(200);
    return bobs;
  }

  private static UUID talk(Person ada, Person bob, UUID project) {
    Map<String, Object> nested = Map.of("nested", Map.of("list", List.of(1, "two")));
    UUID conversation =
        ada.createConversation(
            Map.of(
                "title",
                "All of it",
                "project_id",
                project,
                "visibility",
                "project",
                "metadata",
                nested));
    String path = "/api/v1/conversations/" + conversation;
    ada.invite(conversation, bob);
    String first = ada.post(conversation, "first").required("id").asText();
    ada.api()
        .post(
            path + "/messages",
            Map.of(
                "content",
                "\u2603 and \"quotes\"",
                "reply_to_id",
                first,
                "metadata",
                Map.of("a", 1)))
        .assertStatus(201);
    String message =
        "/api/v1/messages/" + ada.post(conversation, "ask @" + bob.name()).required("id").asText();
    ada.api().patch(message, Map.of("content", "no need")).assertStatus(200);
    bob.api().post(path + "/read", Map.of("seq", 3)).assertStatus(200);
    String reaction = message + "/reactions/%F0%9F%91%8D";
    bob.api().put(reaction, null).assertStatus(200);
    bob.api().delete(reaction).assertStatus(204);
    ada.api().delete(message).assertStatus(204);
    mark(ada.api(), path, Map.of("content", "noted", "metadata", nested));
    mark(ada.api(), "/api/v1/messages/" + first, Map.of("start_offset", 0, "end_offset", 5));
    ada.api().patch(path, Map.of("title", "All of it, again")).assertStatus(200);
    ada.api().delete("%s/members/%s".formatted(path, bob.id())).assertStatus(204);
    return conversation;
  }

  private static void mark(Api api, String path, Map<String, Object> note) {
    api.put(path + "/tags/fine", null).assertStatus(200);
    api.delete(path + "/tags/fine").assertStatus(204);
    String annotation = "/api/v1/annotations/" + api.post(path + "/annotations", note).id();
    api.patch(annotation, Map.of("kind", "doubt")).assertStatus(200);
    api.delete(annotation).assertStatus(204);
  }

  private static UUID imported(Api api) {
    Map<String, Object> item = Map.of("external_id", "1", "title", "Old", "content", "long ago");
    String path =
        "/api/v1/imports/"
            + api.post("/api/v1/imports", Map.of("source", "slack", "items", List.of(item))).id();
    Patience.await().until(() -> api.get(path).json(200).required("state").asText().equals("done"));
    return UUID.fromString(
        api.get(path + "/records").json(200).at("/items/0/conversation_id").asText());
  }

  /** Answers with what the site was called for a moment. */
  private String changeAccounts(Person ada) {
    Api admin = people.admin().api();
    ada.api().patch("/api/v1/me", Map.of("display_name", "Ada")).assertStatus(200);
    for (boolean disabled : new boolean[] {true, false}) {
      admin.patch("/api/v1/users/" + ada.id(), Map.of("disabled", disabled)).assertStatus(200);
    }
    String name = "Of " + ada.id();
    admin.put(SITE_NAME, Map.of("value", name)).assertStatus(200);
    admin.delete(SITE_NAME).assertStatus(204);
    return name;
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<String, Integer> byType(List<ReceivedRecord> records) {
    return records.stream()
        .collect(Collectors.toMap(r -> String.valueOf(r.type()), _ -> 1, Integer::sum));
  }

  private static void assertCloudEvent(ReceivedRecord record) {
    EventContract.assertPublishable(String.valueOf(record.type()), record.text());
    assertThat(EventContract.undocumented(String.valueOf(record.type()), record.text())).isEmpty();
    assertThat(record.header("ce_specversion")).isEqualTo("1.0");
    assertThat(record.header("ce_source")).isNotBlank();
    assertThat(record.header("ce_subject")).isNotBlank();
    assertThat(record.header("ce_partitionkey")).isEqualTo(record.key());
    assertThat(record.header("ce_dataschema")).contains(String.valueOf(record.type()));
    assertThat(record.header("content-type")).startsWith("application/json");
    assertThat(UUID.fromString(String.valueOf(record.id()))).isNotNull();
  }

  private static void assertTraced(ReceivedRecord record) {
    assertThat(record.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
  }
}
