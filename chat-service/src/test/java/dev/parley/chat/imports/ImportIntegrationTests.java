package dev.parley.chat.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.EventContract;
import dev.parley.testing.KafkaProbe;
import dev.parley.testing.Patience;
import dev.parley.testing.ReceivedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ChatServiceTest
class ImportIntegrationTests {

  private static final String IMPORTS = "/api/v1/imports";

  @Autowired private ChatClients people;
  @Autowired private JdbcClient jdbc;

  @Test
  void whatWasSaidElsewhereIsReadHere() {
    Person ada = people.someone();
    Map<String, Object> talk =
        Map.of(
            "external_id",
            "C-1",
            "title",
            "Sharpening",
            "metadata",
            Map.of("channel", "tools"),
            "tags",
            List.of("Wood", "wood", "steel"),
            "created_at",
            "2019-05-01T09:00:00Z",
            "messages",
            List.of(
                Map.of("content", "how?", "author", "Grace", "created_at", "2019-05-01T10:00:00Z"),
                Map.of("content", "slowly, @" + ada.name(), "role", "assistant"),
                Map.of("content", "ok", "created_at", "2019-05-02T10:00:00Z")));
    Map<String, Object> note = Map.of("external_id", "C-2", "title", "A note", "content", "alone");

    JsonNode begun = ada.api().post(IMPORTS, body("slack", talk, note)).json(202);
    assertThat(begun.required("total").asInt()).isEqualTo(2);
    JsonNode done = over(ada, begun);

    assertThat(done.required("state").asText()).isEqualTo("done");
    assertThat(done.required("imported").asInt()).isEqualTo(2);
    assertThat(done.required("progress").asDouble()).isEqualTo(1);
    List<JsonNode> records = records(ada, begun, "");
    assertThat(records).extracting(r -> r.required("verdict").asText()).containsOnly("imported");
    String path =
        "/api/v1/conversations/" + records.getFirst().required("conversation_id").asText();
    JsonNode conversation = ada.api().get(path).json(200);
    assertThat(conversation.required("source").asText()).isEqualTo("slack");
    assertThat(conversation.required("visibility").asText()).isEqualTo("private");
    assertThat(conversation.at("/metadata/channel").asText()).isEqualTo("tools");
    assertThat(conversation.required("tags"))
        .extracting(JsonNode::asText)
        .containsExactly("steel", "wood");
    assertThat(conversation.required("created_at").asText()).isEqualTo("2019-05-01T09:00:00.000Z");
    assertThat(conversation.required("updated_at").asText()).isEqualTo("2019-05-02T10:00:00.000Z");
    assertThat(conversation.required("unread").asInt()).isZero();
    JsonNode messages = ada.api().get(path + "/messages").json(200).required("items");
    assertThat(messages.findValuesAsText("content"))
        .containsExactly("ok", "slowly, @" + ada.name(), "how?");
    assertThat(messages.findValuesAsText("seq")).containsExactly("3", "2", "1");
    assertThat(messages.findValuesAsText("created_at"))
        .containsExactly(
            "2019-05-02T10:00:00.000Z", "2019-05-01T10:00:00.000Z", "2019-05-01T10:00:00.000Z");
    assertThat(messages.at("/2/metadata/author").asText()).isEqualTo("Grace");
    assertThat(messages.at("/2/author/username").asText()).isEqualTo(ada.name());
    assertThat(messages.at("/1/mentions")).as("who is called so there is another").isEmpty();
    assertThat(titles(ada, "?source=slack")).containsExactlyInAnyOrder("Sharpening", "A note");
    assertThat(titles(ada, "?source=discord")).isEmpty();
  }

  @Test
  void theSameAgainIsSkippedAndSoIsAnother() {
    Person ada = people.someone();
    Map<String, Object> item = Map.of("external_id", "1", "title", "t", "content", "c");
    Map<String, Object> other = Map.of("external_id", "1", "title", "t", "content", "d");
    JsonNode first = over(ada, ada.api().post(IMPORTS, body("slack", item, item)).json(202));
    JsonNode again = over(ada, ada.api().post(IMPORTS, body("slack", item)).json(202));
    JsonNode changed = over(ada, ada.api().post(IMPORTS, body("slack", other)).json(202));
    JsonNode elsewhere = over(ada, ada.api().post(IMPORTS, body("discord", item)).json(202));

    assertThat(first.required("imported").asInt()).as("twice in one body").isEqualTo(1);
    assertThat(first.required("skipped").asInt()).isEqualTo(1);
    assertThat(again.required("skipped").asInt()).isEqualTo(1);
    JsonNode original = records(ada, first, "?verdict=imported").getFirst();
    JsonNode skipped = records(ada, again, "").getFirst();
    assertThat(skipped.required("conversation_id")).isEqualTo(original.required("conversation_id"));
    assertThat(skipped.required("note").asText()).isEqualTo("was imported before");
    assertThat(records(ada, changed, "").getFirst().required("note").asText())
        .contains("other content");
    assertThat(elsewhere.required("imported").asInt()).isEqualTo(1);
    assertThat(titles(ada, "?source=slack")).containsExactly("t");
  }

  @Test
  void aBadRecordFailsAloneAndIsPointedAt() {
    Person ada = people.someone();
    JsonNode done =
        over(
            ada,
            ada.api()
                .post(
                    IMPORTS,
                    body(
                        "slack",
                        Map.of("external_id", "good", "title", "t", "content", "c"),
                        Map.of("external_id", "bad", "title", "t", "content", "x".repeat(16_001)),
                        Map.of("external_id", "fine", "title", "t", "content", "c")))
                .json(202));

    assertThat(done.required("imported").asInt()).isEqualTo(2);
    assertThat(done.required("failed").asInt()).isEqualTo(1);
    assertThat(done.at("/errors/0/pointer").asText()).isEqualTo("/items/1/content");
    assertThat(done.at("/errors/0/external_id").asText()).isEqualTo("bad");
    List<JsonNode> failed = records(ada, done, "?verdict=failed");
    assertThat(failed).hasSize(1);
    assertThat(failed.getFirst().at("/error/detail").asText())
        .isEqualTo("Content too long. Max length: 16000");
  }

  @Test
  void aBodyThatIsRefusedLeavesNothing() {
    Person ada = people.someone();
    String sound = "{\"external_id\":\"1\",\"title\":\"t\",\"content\":\"c\"}";

    ada.api()
        .post(IMPORTS, "application/json", "{\"source\":\"slack\",\"items\":[" + sound + ",]}")
        .assertProblem(400, "request.malformed_json");
    ada.api()
        .post(IMPORTS, body("carrier-pigeon", Map.of()))
        .assertProblem(400, "import.source_invalid")
        .hasErrorAt("/source")
        .hasDetailContaining("Invalid source. Must be one of: ");

    assertThat(ada.api().get(IMPORTS).json(200).required("items")).isEmpty();
    assertThat(titles(ada, "?source=slack")).isEmpty();
  }

  @Test
  void anImportIsNobodyElsesBusiness() {
    Person ada = people.someone();
    Person eve = people.someone();
    JsonNode begun =
        ada.api()
            .post(IMPORTS, body("slack", Map.of("external_id", "1", "title", "t", "content", "c")))
            .json(202);
    String path = IMPORTS + "/" + begun.required("id").asText();

    eve.api().get(path).assertProblem(404, "import.not_found");
    eve.api().get(path + "/records").assertProblem(404, "import.not_found");
    eve.api().delete(path).assertProblem(404, "import.not_found");
    assertThat(eve.api().get(IMPORTS).json(200).required("items")).isEmpty();
    assertThat(ada.api().get(IMPORTS).json(200).at("/items/0/id").asText())
        .isEqualTo(begun.required("id").asText());
  }

  /** Many steps: one conversation larger than a step among small ones, no gap and none twice. */
  @Test
  void manyGoInAndTheLogHasThemInOrder() {
    Person ada = people.someone();
    List<Map<String, Object>> items = new ArrayList<>();
    items.add(talk("large", 3_000));
    IntStream.range(0, 200).forEach(i -> items.add(talk("small" + i, 10)));

    JsonNode done =
        over(ada, ada.api().post(IMPORTS, Map.of("source", "slack", "items", items)).json(202));

    assertThat(done.required("imported").asInt()).isEqualTo(201);
    String large = records(ada, done, "").getFirst().required("conversation_id").asText();
    JsonNode newest =
        ada.api().get("/api/v1/conversations/" + large + "/messages?limit=1").json(200);
    assertThat(newest.at("/items/0/seq").asInt()).isEqualTo(3_000);
    assertThat(newest.at("/items/0/content").asText()).isEqualTo("line 3000");
    try (KafkaProbe kafka = KafkaProbe.open()) {
      List<ReceivedRecord> log =
          kafka.await("chat.events", 3_002, record -> large.equals(record.key()));
      assertThat(log.getFirst().type()).isEqualTo("chat.conversation.created.v1");
      assertThat(log.getLast().type())
          .as("who was no member before hears nothing of the rest")
          .isEqualTo("chat.member.added.v1");
      assertThat(log.subList(1, 3_001))
          .extracting(record -> record.json().required("seq").asInt())
          .isEqualTo(IntStream.rangeClosed(1, 3_000).boxed().toList());
      assertThat(log).allMatch(record -> record.json().required("imported").asBoolean());
      for (int i : new int[] {0, 1, 3_001}) {
        EventContract.assertPublishable(String.valueOf(log.get(i).type()), log.get(i).text());
      }
    }
    assertThat(staged(done)).as("what is in is not kept twice").isZero();
  }

  /** The other one has died, or is so slow that it lost the job; both may come back. */
  @Test
  void aJobIsTakenOverAndNothingIsInTwice() {
    Person ada = people.someone();
    UUID job =
        UUID.fromString(
            ada.api()
                .post(
                    IMPORTS,
                    Map.of("source", "slack", "items", List.of(talk("a", 2_000), talk("b", 2_000))))
                .json(202)
                .required("id")
                .asText());
    Patience.await()
        .until(
            () ->
                jdbc.sql(
                            "UPDATE import_job SET worker = gen_random_uuid(), lease_until = now() +"
                                + " interval '1 hour' WHERE id = ? AND state = 'running' AND"
                                + " messages_done > 0")
                        .param(job)
                        .update()
                    == 1);
    long stolen = messagesDone(job);
    JsonNode other =
        over(
            ada,
            ada.api()
                .post(
                    IMPORTS,
                    body("slack", Map.of("external_id", "c", "title", "t", "content", "c")))
                .json(202));
    assertThat(other.required("state").asText()).isEqualTo("done");
    assertThat(messagesDone(job)).as("whoever lost it does nothing more").isEqualTo(stolen);
    assertThat(titles(ada, "")).as("half of a conversation is not shown").containsExactly("t");

    jdbc.sql("UPDATE import_job SET lease_until = now() WHERE id = ?").param(job).update();
    JsonNode done = over(ada, ada.api().get(IMPORTS + "/" + job).json(200));

    assertThat(done.required("state").asText()).isEqualTo("done");
    assertThat(done.required("imported").asInt()).isEqualTo(2);
    assertThat(
            jdbc.sql(
                    "SELECT count(*) || ' ' || count(DISTINCT (conversation_id, seq)) || ' ' ||"
                        + " max(seq) FROM message JOIN conversation c ON c.id = conversation_id"
                        + " WHERE c.owner_id = ? AND c.external_id IN ('a', 'b')")
                .param(ada.id())
                .query(String.class)
                .single())
        .isEqualTo("4000 4000 2000");
  }

  @Test
  void whatIsInStaysWhenTheRestIsCancelled() {
    Person ada = people.someone();
    JsonNode begun =
        ada.api()
            .post(
                IMPORTS,
                Map.of(
                    "source",
                    "slack",
                    "items",
                    IntStream.range(0, 60).mapToObj(i -> talk("t" + i, 300)).toList()))
            .json(202);
    String path = IMPORTS + "/" + begun.required("id").asText();
    Patience.await().until(() -> ada.api().get(path).json(200).required("imported").asInt() > 0);

    ada.api().delete(path).assertStatus(204);
    JsonNode over = over(ada, begun);

    assertThat(over.required("state").asText()).isEqualTo("cancelled");
    int imported = over.required("imported").asInt();
    assertThat(imported).isBetween(1, 59);
    JsonNode mine = ada.api().get("/api/v1/conversations?per_page=100").json(200);
    assertThat(mine.required("total").asInt()).isEqualTo(imported);
    assertThat(mine.required("items").findValuesAsText("last_seq")).containsOnly("300");
    ada.api().delete(path).assertStatus(204);
  }

  private static Map<String, Object> talk(String name, int lines) {
    return Map.of(
        "external_id",
        name,
        "title",
        name,
        "messages",
        IntStream.rangeClosed(1, lines).mapToObj(i -> Map.of("content", "line " + i)).toList());
  }

  private static Map<String, Object> body(String source, Object... items) {
    return Map.of("source", source, "items", List.of(items));
  }

  private static JsonNode over(Person person, JsonNode begun) {
    String path = IMPORTS + "/" + begun.required("id").asText();
    return Patience.await()
        .until(
            () -> person.api().get(path).json(200),
            now -> !List.of("queued", "running").contains(now.required("state").asText()));
  }

  private static List<JsonNode> records(Person person, JsonNode job, String query) {
    List<JsonNode> records = new ArrayList<>();
    person
        .api()
        .get(IMPORTS + "/" + job.required("id").asText() + "/records" + query)
        .json(200)
        .required("items")
        .forEach(records::add);
    return records;
  }

  private static List<String> titles(Person person, String query) {
    return person
        .api()
        .get("/api/v1/conversations" + query)
        .json(200)
        .required("items")
        .findValuesAsText("title");
  }

  private long messagesDone(UUID job) {
    return jdbc.sql("SELECT messages_done FROM import_job WHERE id = ?")
        .param(job)
        .query(Long.class)
        .single();
  }

  private long staged(JsonNode job) {
    return jdbc.sql("SELECT count(*) FROM import_message WHERE import_id = ?")
        .param(UUID.fromString(job.required("id").asText()))
        .query(Long.class)
        .single();
  }
}
