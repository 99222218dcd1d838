package dev.parley.chat.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.EventContract;
import dev.parley.testing.KafkaProbe;
import dev.parley.testing.ReceivedRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What really goes out, held against the published schemas and what each consumer expects. */
@ChatServiceTest
class PublishedEventsIntegrationTests {

  @Autowired private ChatClients people;

  @Test
  void everyEventKeepsItsContract() {
    try (KafkaProbe kafka = KafkaProbe.open()) {
      Person ada = people.someone();
      Person bob = people.someone();
      UUID project = ada.api().post("/api/v1/projects", Map.of("name", "Contracts")).id();
      String member = "/api/v1/projects/%s/members/%s".formatted(project, bob.id());
      ada.api().put(member, null).assertStatus(200);
      UUID bobs =
          bob.createConversation(
              Map.of("title", "Bob's", "project_id", project, "visibility", "project"));
      ada.api().delete(member).assertStatus(204);
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
                  Map.of("nested", Map.of("list", List.of(1, "two")))));
      ada.invite(conversation, bob);
      ada.api()
          .post(
              "/api/v1/conversations/%s/messages".formatted(conversation),
              Map.of(
                  "content", "\u2603 and \"quotes\"",
                  "reply_to_id", ada.post(conversation, "first").required("id").asText(),
                  "metadata", Map.of("a", 1)))
          .assertStatus(201);
      String message =
          "/api/v1/messages/"
              + ada.post(conversation, "ask @" + bob.name()).required("id").asText();
      ada.api().patch(message, Map.of("content", "no need")).assertStatus(200);
      String reaction = message + "/reactions/%F0%9F%91%8D";
      bob.api().put(reaction, null).assertStatus(200);
      bob.api().delete(reaction).assertStatus(204);
      ada.api().delete(message).assertStatus(204);
      ada.api()
          .patch("/api/v1/conversations/" + conversation, Map.of("title", "All of it, again"))
          .assertStatus(200);
      ada.api()
          .delete("/api/v1/conversations/%s/members/%s".formatted(conversation, bob.id()))
          .assertStatus(204);
      ada.api().patch("/api/v1/me", Map.of("display_name", "Ada")).assertStatus(200);
      for (boolean disabled : new boolean[] {true, false}) {
        people
            .admin()
            .api()
            .patch("/api/v1/users/" + ada.id(), Map.of("disabled", disabled))
            .assertStatus(200);
      }

      Set<String> keys =
          Set.of(project.toString(), conversation.toString(), bobs.toString(), ada.id().toString());
      List<ReceivedRecord> chat =
          kafka.await("chat.events", 20, record -> keys.contains(String.valueOf(record.key())));
      List<ReceivedRecord> accounts =
          kafka.await("chat.accounts", 5, record -> keys.contains(String.valueOf(record.key())));

      assertThat(chat)
          .extracting(ReceivedRecord::type)
          .containsExactlyInAnyOrder(
              "chat.project_member.added.v1",
              "chat.project_member.added.v1",
              "chat.project_member.removed.v1",
              "chat.conversation.created.v1",
              "chat.conversation.created.v1",
              "chat.conversation.updated.v1",
              "chat.member.added.v1",
              "chat.member.added.v1",
              "chat.member.removed.v1",
              "chat.member.added.v1",
              "chat.member.added.v1",
              "chat.message.posted.v1",
              "chat.message.posted.v1",
              "chat.message.edited.v1",
              "chat.message.deleted.v1",
              "chat.reaction.added.v1",
              "chat.reaction.removed.v1",
              "chat.conversation.updated.v1",
              "chat.message.posted.v1",
              "chat.member.removed.v1");
      assertThat(accounts)
          .extracting(ReceivedRecord::type)
          .containsExactly(
              "chat.user.registered.v1",
              "chat.user.updated.v1",
              "chat.user.disabled.v1",
              "chat.session.revoked.v1",
              "chat.user.enabled.v1");
      chat.forEach(PublishedEventsIntegrationTests::assertCloudEvent);
      accounts.forEach(PublishedEventsIntegrationTests::assertCloudEvent);
    }
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
    assertThat(record.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
    assertThat(UUID.fromString(String.valueOf(record.id()))).isNotNull();
  }
}
