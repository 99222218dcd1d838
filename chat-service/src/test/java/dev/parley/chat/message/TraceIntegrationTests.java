package dev.parley.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Api;
import dev.parley.testing.KafkaProbe;
import dev.parley.testing.Patience;
import dev.parley.testing.ReceivedRecord;
import dev.parley.testing.TestSettings;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From a message or a figure to the trace of what made it. */
@ChatServiceTest
class TraceIntegrationTests {

  @Autowired private ChatClients people;

  private final String traceId = UUID.randomUUID().toString().replace("-", "");

  @Test
  void anAdminFindsTheTraceOfAMessageByItsId() {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("traced");
    String id =
        traced(ada)
            .post("/api/v1/conversations/%s/messages".formatted(conversation), content())
            .json(201)
            .required("id")
            .asText();
    String path = "/api/v1/messages/" + id + "/trace";

    JsonNode found = people.admin().api().get(path).json(200);
    assertThat(found.required("message_id").asText()).isEqualTo(id);
    assertThat(found.required("trace_id").asText()).isEqualTo(traceId);
    assertThat(found.required("url").asText()).isEqualTo("https://traces.test/trace/" + traceId);
    assertThat(found.size()).as("nothing of a message that admins may not read").isEqualTo(3);

    ada.api().get(path).assertProblem(403, "access.denied");
    people.anonymous().get(path).assertProblem(401, "auth.required");
    people
        .admin()
        .api()
        .get("/api/v1/messages/" + UUID.randomUUID() + "/trace")
        .assertProblem(404, "message.trace_not_found");
  }

  @Test
  void whatAnImportBringsInBelongsToTheRequestThatBroughtIt() {
    Person ada = people.someone();
    String path =
        "/api/v1/imports/"
            + traced(ada)
                .post(
                    "/api/v1/imports",
                    Map.of(
                        "source",
                        "slack",
                        "items",
                        List.of(Map.of("external_id", "1", "title", "t", "content", "c"))))
                .json(202)
                .required("id")
                .asText();
    Patience.await()
        .until(
            () -> ada.api().get(path).json(200),
            job -> job.required("state").asText().equals("done"));
    String conversation =
        ada.api().get(path + "/records").json(200).at("/items/0/conversation_id").asText();

    try (KafkaProbe kafka = KafkaProbe.open()) {
      List<ReceivedRecord> log =
          kafka.await("chat.events", 3, record -> conversation.equals(record.key()));
      assertThat(log)
          .allSatisfy(record -> assertThat(record.header("traceparent")).contains(traceId));
      String message = log.get(1).json().required("id").asText();
      assertThat(
              people
                  .admin()
                  .api()
                  .get("/api/v1/messages/" + message + "/trace")
                  .json(200)
                  .required("trace_id")
                  .asText())
          .isEqualTo(traceId);
    }
  }

  @Test
  void requestTimesNameTracesOfWhichTheyWereMade() {
    Person ada = people.someone();
    traced(ada).get("/api/v1/me").assertStatus(200);

    String figures =
        operator()
            .with("Accept", "application/openmetrics-text; version=1.0.0; charset=utf-8")
            .get("/actuator/prometheus")
            .assertStatus(200)
            .body();

    assertThat(figures.lines())
        .anyMatch(
            line ->
                line.startsWith("http_request_duration_seconds_bucket{")
                    && line.matches(
                        ".* # \\{span_id=\"[0-9a-f]{16}\",trace_id=\"[0-9a-f]{32}\"} .*"));
    assertThat(operator().get("/actuator/prometheus").assertStatus(200).body())
        .as("in the plain format, which knows none")
        .doesNotContain(" # {");
  }

  private Api traced(Person person) {
    return person.api().with("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01");
  }

  private static Map<String, Object> content() {
    return Map.of("content", "follow me");
  }

  private Api operator() {
    return people
        .anonymous()
        .as(
            people
                .anonymous()
                .post(
                    "/api/v1/auth/token",
                    "application/x-www-form-urlencoded",
                    "grant_type=client_credentials&client_id=metrics-service&client_secret="
                        + TestSettings.OPS_SECRET.replace(" ", "+"))
                .json(200)
                .required("access_token")
                .asText());
  }
}
