package dev.parley.search.query;

import static dev.parley.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.search.Chat;
import dev.parley.search.SearchClient;
import dev.parley.search.SearchServiceTest;
import dev.parley.testing.HostileTokens;
import dev.parley.testing.TestTokens;
import java.net.http.HttpResponse;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SearchServiceTest
class BadRequestIntegrationTests {
  private static final String HALF_AN_EMOJI = "\ud83d";
  private SearchClient client = new SearchClient(0);

  @BeforeEach
  void connect(@LocalServerPort int port) {
    client = new SearchClient(port);
  }

  @ParameterizedTest
  @ArgumentsSource(HostileTokens.class)
  void refusesHostileTokens(String token) {
    for (String path : new String[] {"/api/v1/search?q=x", "/actuator/prometheus"}) {
      HttpResponse<String> answer = client.get(path, token);
      assertProblem(answer).hasStatus(401).hasTraceId();
    }
  }

  @Test
  void keepsActuatorFromUsers() {
    assertProblem(client.get("/actuator/prometheus", TestTokens.userToken("ada").value()))
        .hasStatus(403);
    assertThat(
            client
                .get("/actuator/prometheus", TestTokens.serviceToken("metrics-service").value())
                .body())
        .contains("search_events_total")
        .contains("kafka_consumer_fetch_manager_records_lag");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind=message | q | is required",
        "q= | q | is required",
        "q=%20%09 | q | is required",
        "q=a&q=b | q | is given more than once",
        "q=a&kind=file | kind | must be one of conversation, message",
        "q=a&kind=MESSAGE | kind | must be one of conversation, message",
        "q=a&conversation_id=1-1-1-1-1 | conversation_id | must be a UUID",
        "q=a&project_id=' | project_id | must be a UUID",
        "q=a&author_id= | author_id | must be a UUID",
        "q=a&role=admin | role | must be one of assistant, system, user",
        "q=a&kind=conversation&role=user | role | applies to messages",
        "q=a&from=yesterday | from | must be a time",
        "q=a&to=2026-02-30 | to | must be a time",
        "q=a&from=%2B999999999-01-01T00:00:00Z | from | must be a time",
        "q=a&from=2026-01-02&to=2026-01-01 | to | must be later than 'from'",
        "q=a&limit=0 | limit | must be a whole number from 1 to 100",
        "q=a&limit=101 | limit | must be a whole number from 1 to 100",
        "q=a&limit=1e1 | limit | must be a whole number from 1 to 100",
        "q=a&sort=date | sort | is not known; known are q, kind",
      })
  void namesWhatIsWrong(String parameters, String name, String detail) {
    assertProblem(client.answer("ada", parameters.strip().replace("'", "%27")))
        .hasStatus(400)
        .hasCode("request.invalid_parameter")
        .hasErrorAt(name)
        .hasDetailContaining(detail)
        .hasInstance("/api/v1/search")
        .hasTraceId();
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() {
    assertProblem(client.answer("ada", "limit=x&from=y&zzz=1"))
        .hasStatus(400)
        .hasErrorAt("q")
        .hasErrorAt("limit")
        .hasErrorAt("from")
        .hasErrorAt("zzz");
  }

  @Test
  void takesFiveHundredCharactersAndNoMore() {
    assertThat(client.answer("ada", "q=" + SearchClient.encoded("🦓".repeat(500))).statusCode())
        .isEqualTo(200);
    assertProblem(client.answer("ada", "q=" + "a".repeat(501))).hasStatus(400).hasErrorAt("q");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "", "AQ", "%00", "****"})
  void refusesAForeignCursor(String cursor) {
    assertProblem(client.answer("ada", "q=a&after=" + cursor))
        .hasStatus(400)
        .hasCode("cursor.invalid");
  }

  /** As people type them into an address. */
  @Test
  void takesBracketsAsTheyAre() {
    assertThat(client.answer("ada", "q=[a]").statusCode()).isEqualTo(200);
  }

  @Test
  void refusesACursorOfAnotherSearchOrUser() {
    try (Chat chat = Chat.onSharedKafka()) {
      UUID conversation = chat.publicConversation("cora", "cursor");
      UUID one = chat.post("cora", conversation, "cursorword one");
      UUID two = chat.post("cora", conversation, "cursorword two");
      client.awaitFound("cora", "cursorword", one, two);
    }
    String cursor = client.search("cora", "cursorword", "limit=1").required("next_cursor").asText();

    assertThat(client.ids("cora", "cursorword", "limit=1", "after=" + cursor)).hasSize(1);
    assertProblem(client.answer("cora", "q=another&after=" + cursor)).hasCode("cursor.invalid");
    assertProblem(client.answer("cora", "q=cursorword&kind=message&after=" + cursor))
        .hasCode("cursor.invalid");
    assertProblem(client.answer("dora", "q=cursorword&after=" + cursor)).hasCode("cursor.invalid");
  }

  @Test
  void anUnknownPathIsAProblem() {
    assertProblem(client.get("/api/v1/nothing", TestTokens.userToken("ada").value()))
        .hasStatus(404)
        .hasCode("route.not_found");
  }

  /** Whatever is typed is searched; the seed makes a failure repeatable. */
  @Test
  void noQueryMakesItFail() {
    Random random = new Random(20261121);
    String[] parts = {
      "'",
      "\"",
      "\\",
      ";",
      "--",
      "/*",
      "%",
      "_",
      "(",
      ")",
      "!",
      "&",
      "|",
      "<->",
      ":*",
      "*",
      "-",
      " or ",
      "OR",
      " and ",
      "not ",
      "\u0000",
      "\u0001",
      "\u0002",
      "\ufffe",
      HALF_AN_EMOJI,
      "🦓",
      "a",
      "zebra",
      "<b>",
      "</b>",
      "&amp;",
      "http://a.b/c?d=e",
      "a@b.c",
      "1.5e10",
      "-7",
      "\n",
      "' OR 1=1 --",
      "$1",
      ":q",
      "?",
      "{}",
      "::uuid",
      "to_tsquery('x')",
      "ß",
      "İ",
      "\u202e",
      ":"
    };
    String token = TestTokens.userToken("fuzz").value();
    for (int i = 0; i < 200; i++) {
      StringBuilder q = new StringBuilder("q");
      int length = 1 + random.nextInt(12);
      for (int j = 0; j < length; j++) {
        q.append(parts[random.nextInt(parts.length)]);
      }
      HttpResponse<String> answer =
          client.get("/api/v1/search?q=" + SearchClient.encoded(q.toString()), token);
      assertThat(answer.statusCode()).as("%d: %s", i, q).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"q=%00", "q=%ED%A0%BD", "q=%FF%FE", "q=a%00b", "q=%", "q=%zz", "q=a;b", "q=%0A"})
  void strangeBytesNeverMakeItFail(String parameters) {
    HttpResponse<String> answer =
        client.get(
            "/api/v1/search?" + parameters.replace("%zz", "%25zz").replaceAll("%$", "%25"),
            TestTokens.userToken("ada").value());
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 400);
  }
}
