package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.Parley.Person;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What administrators see and do, through the gateway and at every real service. */
class OperatorsTests {

  private static final String PERFORMANCE = "/api/v1/performance";

  private final Api admin = Parley.admin().api();

  @Test
  void cachesAreEmptiedOnEveryInstanceAndAtTheGateway() {
    Patience.upTo(Duration.ofSeconds(60))
        .until(
            () -> admin.get(PERFORMANCE + "/metrics").json(200),
            overview -> Overview.instancesUp(overview, "chat-service") == 2);
    JsonNode done = finished("/cache/clear");
    assertThat(done.path("state").asText()).as("%s", done).isEqualTo("done");
    assertThat(done.path("results"))
        .extracting(it -> it.path("service").asText() + " " + it.path("target").asText())
        .contains("gateway answers", "chat-service profile", "chat-service conversation");
    assertThat(done.path("results"))
        .filteredOn(it -> it.path("target").asText().equals("profile"))
        .as("one for each instance")
        .hasSize(2);
    assertThat(finished("/cache/warm?cache_type=profile").path("state").asText()).isEqualTo("done");
  }

  /** Whoever adds a cache adds it to what may be asked for, and to its documentation. */
  @Test
  void everyCacheThatThereIsCanBeNamedAndNoOther() {
    Set<String> there = new TreeSet<>(Set.of("all"));
    for (String service :
        List.of("gateway", "chat-service", "search-service", "realtime-service")) {
      Answer caches = Parley.operator(Parley.instance(service)).get("/actuator/cache");
      if (caches.status() == 200) {
        caches.json(200).path("caches").forEach(it -> there.add(it.path("name").asText()));
      }
    }
    String refused =
        admin
            .post(PERFORMANCE + "/cache/clear?cache_type=nonsense", null)
            .assertProblem(400, "request.invalid_parameter")
            .actual()
            .at("/errors/0/detail")
            .asText();
    assertThat(refused).isEqualTo("is one of " + String.join(", ", there));
  }

  @Test
  void schemasArePutInOrderAndLookedInto() {
    Person ada = Parley.person("ada");
    UUID conversation = ada.createConversation("statements");
    ada.post(conversation, "one");
    JsonNode done = finished("/database/optimize?service=chat-service&action=analyze");
    assertThat(done.path("state").asText()).as("%s", done).isEqualTo("done");
    assertThat(done.path("results"))
        .extracting(it -> it.path("target").asText())
        .contains("message", "conversation", "account");

    JsonNode indexes = admin.get(PERFORMANCE + "/database/indexes").json(200);
    assertThat(indexes.path("warnings")).isEmpty();
    assertThat(indexes.path("services"))
        .extracting(it -> it.path("service").asText())
        .contains("chat-service", "search-service", "realtime-service", "metrics-service");
    assertThat(indexes.path("services"))
        .as("an installation this young has not used all of its indexes")
        .anySatisfy(it -> assertThat(it.at("/unused_indexes/0/size_bytes").asLong()).isPositive());
    assertThat(admin.get(PERFORMANCE + "/database/slow-queries").json(200).path("queries"))
        .anySatisfy(
            it -> {
              assertThat(it.path("service").asText()).isEqualTo("chat-service");
              assertThat(it.path("query").asText()).contains("$1");
              assertThat(it.path("calls").asLong()).isPositive();
              assertThat(it.path("total_seconds").asDouble()).isPositive();
              assertThat(it.path("mean_seconds").asDouble()).isPositive();
            });
  }

  @Test
  void figuresAreByRouteAndSchemaAndRemembered() {
    Patience.upTo(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              JsonNode now = admin.get(PERFORMANCE + "/metrics").json(200);
              assertThat(now.at("/database_stats/schemas/chat-service/size_bytes").asLong())
                  .isPositive();
              assertThat(now.at("/services/0/routes")).isNotEmpty();
              assertThat(now.at("/kafka/lag_by_service").has("search-service")).isTrue();
            });
    Patience.upTo(Duration.ofSeconds(60))
        .until(
            () -> admin.get(PERFORMANCE + "/history?metric=response_time_p95").json(200),
            curve -> curve.path("points").toString().matches(".*\",[0-9.].*"));
  }

  @Test
  void aRuleThatIsBrokenRaisesAnAlert() {
    String rule =
        admin
            .post(
                "/api/v1/alerts/rules",
                Map.of(
                    "name", "anybody there",
                    "metric", "requests_per_second",
                    "comparison", "above",
                    "threshold", 0,
                    "clear_at", 0))
            .json(201)
            .path("id")
            .asText();
    Patience.upTo(Duration.ofSeconds(60))
        .until(
            () -> admin.get("/api/v1/alerts?state=firing").json(200).path("items").toString(),
            alerts -> alerts.contains(rule));
    assertThat(admin.delete("/api/v1/alerts/rules/" + rule).status()).isEqualTo(204);
  }

  /** Both sides add up their own rows; nothing that happened may make a difference. */
  @Test
  void whatIsSearchedIsWhatTheChatHas() {
    Person ada = Parley.person("ada");
    UUID conversation = ada.createConversation("compared");
    ada.post(conversation, "as it was said\tand wr\u00fctten \ud83e\udd93");
    String message =
        ada.api()
            .post(
                "/api/v1/conversations/%s/messages".formatted(conversation),
                Map.of("content", "before"))
            .json(201)
            .path("id")
            .asText();
    ada.api().patch("/api/v1/messages/" + message, Map.of("content", "after")).assertStatus(200);
    ada.api().put("/api/v1/messages/%s/tags/kept".formatted(message), null);
    ada.api().put("/api/v1/conversations/%s/tags/whole".formatted(conversation), null);
    ada.api()
        .post(
            "/api/v1/conversations/%s/annotations".formatted(conversation),
            Map.of("kind", "note", "content", "a note"))
        .assertStatus(201);

    int id = admin.post("/api/v1/search/rebuild", null).json(202).path("id").asInt();
    JsonNode tables =
        Patience.upTo(Duration.ofSeconds(90))
            .until(
                () -> admin.get("/api/v1/search/rebuild").json(200),
                it -> it.path("id").asInt() == id && it.path("state").asText().equals("done"))
            .path("tables");

    assertThat(tables.path("conversations").asInt()).as("%s", tables).isPositive();
    assertThat(tables.path("differed").asInt()).as("%s", tables).isZero();
  }

  private JsonNode finished(String path) {
    // operations of other tests go first
    String id =
        Patience.await()
            .until(() -> admin.post(PERFORMANCE + path, null), answer -> answer.status() == 202)
            .json(202)
            .path("operation_id")
            .asText();
    return Patience.upTo(Duration.ofSeconds(60))
        .until(
            () -> admin.get("/api/v1/operations/" + id).json(200),
            it -> !it.path("state").asText().equals("running"));
  }
}
