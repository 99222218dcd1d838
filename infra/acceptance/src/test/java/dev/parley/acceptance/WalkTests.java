package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.Parley.Person;
import dev.parley.testing.Answer;
import dev.parley.testing.Patience;
import dev.parley.testing.ReceivedSpan;
import dev.parley.testing.Trace;
import dev.parley.testing.WsClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the README promises a newcomer. */
class WalkTests {

  @Test
  void aMessageReachesWhoMayReadItAndNobodyElse() {
    Person ada = Parley.person("ada");
    Person bob = Parley.person("bob");
    Person eve = Parley.person("eve");
    JsonNode project = ada.api().post("/api/v1/projects", Map.of("name", "Engines")).json(201);
    UUID conversation =
        ada.api()
            .post(
                "/api/v1/conversations",
                Map.of("title", "Looms", "project_id", project.required("id").asText()))
            .id();
    ada.invite(conversation, bob);

    try (WsClient bobHears = bob.live();
        WsClient eveHears = eve.live()) {
      String word = "weave" + conversation.toString().substring(24);
      JsonNode message = ada.post(conversation, "Shall it " + word + " patterns?");

      JsonNode heard = bobHears.until(conversation, 1).getLast();
      assertThat(heard.required("conversation_id").asText()).isEqualTo(conversation.toString());
      assertThat(heard.required("seq").asLong()).isEqualTo(message.required("seq").asLong());
      assertThat(heard.at("/data/content")).isEqualTo(message.required("content"));

      JsonNode found =
          Patience.await()
              .until(() -> bob.search(word), answer -> answer.required("total").asInt() == 1);
      assertThat(found.at("/items/0/id")).isEqualTo(message.required("id"));

      assertThat(eve.search(word).required("items")).isEmpty();
      ada.api().get("/api/v1/conversations/" + conversation).assertStatus(200);
      eve.api()
          .get("/api/v1/conversations/" + conversation)
          .assertProblem(404, "conversation.not_found");
      // what comes first to her is what was said to her later
      UUID hers = eve.createConversation("alone");
      eve.post(hers, "nobody told me anything");
      assertThat(eveHears.until(hers, 1))
          .allSatisfy(
              frame ->
                  assertThat(frame.path("conversation_id").asText()).isEqualTo(hers.toString()));
    }
  }

  @Test
  void whatOneHasReadOnOneDeviceIsReadOnTheOthersAndNobodyElseIsTold() {
    Person ada = Parley.person("ada");
    Person bob = Parley.person("bob");
    UUID conversation = ada.createConversation("letters");
    ada.invite(conversation, bob);
    ada.post(conversation, "Have you seen it?");

    try (WsClient bobsPhone = bob.live();
        WsClient adaHears = ada.live()) {
      bob.read(conversation, 1);
      bob.read(conversation, 1);
      ada.post(conversation, "You may say.");

      List<JsonNode> told = markers(bobsPhone.until(conversation, 2));
      assertThat(told).hasSize(1);
      assertThat(told.getFirst().at("/data/user_id").asText()).isEqualTo(bob.id().toString());
      assertThat(told.getFirst().at("/data/last_read_seq").asLong()).isEqualTo(1);
      assertThat(markers(adaHears.until(conversation, 2))).isEmpty();
    }
  }

  private static List<JsonNode> markers(List<JsonNode> events) {
    return events.stream()
        .filter(event -> event.path("event").asText().equals("read.advanced"))
        .toList();
  }

  @Test
  void oneTraceJoinsAllThatAMessageSetsOff() {
    Person ada = Parley.person("ada");
    UUID conversation = ada.createConversation("traced");
    String traceId = "4bf92f3577b34da6a3ce" + conversation.toString().substring(24);

    try (WsClient hears = ada.live()) {
      Answer answer =
          ada.api()
              .with("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
              .post(
                  "/api/v1/conversations/%s/messages".formatted(conversation),
                  Map.of("content", "follow me"));

      assertThat(answer.assertStatus(201).header("X-Request-Id")).isEqualTo(traceId);
      // that the conversation was made may have arrived before she listened, or after
      assertThat(hears.until(conversation, 1).getLast().path("traceparent").asText())
          .contains(traceId);
    }
    Parley.TRACES.awaitTrace(traceId, Duration.ofSeconds(30), WalkTests::reachesEveryone);
  }

  private static void reachesEveryone(Trace trace) {
    assertKinds(trace, "gateway", ReceivedSpan.Kind.SERVER, ReceivedSpan.Kind.CLIENT);
    assertKinds(trace, "chat-service", ReceivedSpan.Kind.SERVER, ReceivedSpan.Kind.PRODUCER);
    assertKinds(trace, "search-service", ReceivedSpan.Kind.CONSUMER);
    assertKinds(trace, "realtime-service", ReceivedSpan.Kind.CONSUMER);
    if (Parley.isOfOneRevision()) {
      assertSpan(trace, "chat-service", "db.system.name", "postgresql");
      assertSpan(trace, "chat-service", "db.system.name", "redis");
      assertSpan(trace, "search-service", "messaging.consumer.group.name", "search-service");
      assertSpan(trace, "realtime-service", "messaging.destination.name", "chat.events");
    }
    assertThat(trace.isConnected()).as("%s", trace).isTrue();
  }

  private static void assertSpan(Trace trace, String service, String attribute, String value) {
    assertThat(trace.of(service))
        .as(service)
        .extracting(ReceivedSpan::attributes)
        .anySatisfy(attributes -> assertThat(attributes).containsEntry(attribute, value));
  }

  private static void assertKinds(Trace trace, String service, ReceivedSpan.Kind... kinds) {
    assertThat(trace.of(service)).as(service).extracting(ReceivedSpan::kind).contains(kinds);
  }

  @Test
  void theAdminSeesEveryInstanceAtWork() {
    Person admin = Parley.admin();
    Person ada = Parley.person("ada");

    Patience.await()
        .untilAsserted(
            () -> assertAtWork(admin.api().get("/api/v1/performance/metrics").json(200)));
    ada.api().get("/api/v1/performance/metrics").assertProblem(403, "access.denied");
    Parley.api().get("/api/v1/performance/metrics").assertProblem(401, "auth.required");
  }

  private static void assertAtWork(JsonNode overview) {
    assertThat(Overview.instancesUp(overview, "chat-service")).isPositive();
    for (String service : List.of("gateway", "discovery", "search-service", "metrics-service")) {
      assertThat(Overview.instancesUp(overview, service)).as(service).isEqualTo(1);
    }
    assertThat(Overview.instancesUp(overview, "realtime-service")).isEqualTo(2);
    JsonNode gateway = Overview.service(overview, "gateway");
    for (String figure : List.of("requests_per_second", "p50", "p95", "p99", "error_rate")) {
      assertThat(gateway.required(figure).isNumber()).as(figure).isTrue();
    }
    assertThat(gateway.at("/instances/0/jvm/heap_used_bytes").asLong()).isPositive();
    assertThat(Overview.service(overview, "chat-service").at("/pool/max").asInt()).isPositive();
  }

  @Test
  void olderClientsFindTheirPaths() {
    Person ada = Parley.person("ada");

    ada.api().get("/api/projects").assertStatus(200);
    Parley.api().post("/api/auth/refresh", Map.of("refresh_token", ada.refreshToken())).json(200);
    Patience.await()
        .until(
            () -> Parley.api().get("/api/health").json(200).required("status").asText(),
            "ok"::equals);
  }
}
