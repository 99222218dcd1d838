package dev.parley.platform.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.guestbook.GuestbookTest;
import dev.parley.testing.Api;
import dev.parley.testing.TestTokens;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever goes wrong, the answer has one shape and says what to do. */
@GuestbookTest
class ServletProblemIntegrationTests {

  private static final String JSON = "application/json";

  private Api ada = Api.at("");

  @BeforeEach
  void signIn(@LocalServerPort int port) {
    ada = Api.atPort(port).as(TestTokens.userToken("ada").value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"guest_name\": | request.malformed_json",
        "{\"guest_name\":\"a\",\"guest_name\":\"b\"} | request.malformed_json",
        "{\"guest_name\":\"a\"} {} | request.malformed_json",
        "'' | request.body_missing",
        "null | request.body_missing",
        "7 | request.wrong_type",
      })
  void namesWhatIsWrongWithABody(String body, String code) {
    ada.post("/entries", JSON, body).assertProblem(400, code).hasInstance("/entries");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"guest_name\":\"a\",\"guestName\":\"b\"} | request.unknown_field | /guestName",
        "{\"guest_name\":5} | request.wrong_type | /guest_name",
        "{\"guest_name\":\"a\",\"stars\":\"5\"} | request.wrong_type | /stars",
        "{\"guest_name\":\"a\",\"stars\":4.5} | request.wrong_type | /stars",
        "{\"guest_name\":\"a\",\"comes_back\":\"yes\"} | request.wrong_type | /comes_back",
        "{\"guest_name\":\"a\",\"mood\":0} | request.wrong_type | /mood",
        "{\"guest_name\":\"a\",\"mood\":\"MERRY\"} | request.wrong_type | /mood",
        "{\"guest_name\":\"a\",\"visited_at\":\"today\"} | request.wrong_type | /visited_at",
        "{\"guest_name\":\"a\",\"room_id\":\"7\"} | request.wrong_type | /room_id",
        "{\"guest_name\":\"a\",\"tags\":[\"b\",{}]} | request.wrong_type | /tags/1",
        "{\"guest_name\":\"a\",\"companion\":{\"guest_name\":1}} | request.wrong_type | /companion/guest_name",
        "{\"guest_name\":\" \"} | request.invalid | /guest_name",
        "{\"guest_name\":\"a\\u0000\"} | request.invalid | /guest_name",
        "{\"guest_name\":\"a\",\"tags\":[\"\\ud800\"]} | request.invalid | /tags/0",
        "{} | request.invalid | /guest_name",
      })
  void pointsAtTheFieldThatIsWrong(String body, String code, String pointer) {
    ada.post("/entries", JSON, body).assertProblem(400, code).hasErrorAt(pointer);
  }

  @Test
  void saysWhichValuesThereAre() {
    ada.post("/entries", JSON, "{\"guest_name\":\"a\",\"mood\":\"bored\"}")
        .assertProblem(400, "request.wrong_type")
        .hasErrorAt("/mood");
    assertThat(ada.post("/entries", JSON, "{\"guest_name\":\"a\",\"mood\":\"bored\"}").body())
        .contains("one of merry, solemn");
  }

  @Test
  void refusesBottomlessJson() {
    String deep = "{\"guest_name\":\"a\",\"companion\":".repeat(20) + "null" + "}".repeat(20);

    ada.post("/entries", JSON, deep).assertProblem(400, "request.too_complex");
  }

  @Test
  void refusesMoreThanAMegabyteWhetherAnnouncedOrNot() {
    byte[] big = "{\"guest_name\":\"%s\"}".formatted("x".repeat(1 << 20)).getBytes(UTF_8);

    ada.send("POST", "/entries", JSON, BodyPublishers.ofByteArray(big))
        .assertProblem(413, "request.too_large");
    ada.send(
            "POST",
            "/entries",
            JSON,
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(big)))
        .assertProblem(413, "request.too_large");
  }

  @Test
  void takesMoreWhereItIsStreamed() {
    byte[] big = new byte[(1 << 20) + 1];

    ada.send("POST", "/scrolls/7", JSON, BodyPublishers.ofByteArray(big))
        .assertProblem(404, "route.not_found");
    ada.send("POST", "/scrolls/7", JSON, BodyPublishers.ofByteArray(new byte[(2 << 20) + 1]))
        .assertProblem(413, "request.too_large")
        .hasDetailContaining("2097152");
  }

  @Test
  void namesWhatAPathTakes() {
    ada.get("/nothing").assertProblem(404, "route.not_found").hasInstance("/nothing");
    ada.get("/entries/").assertProblem(404, "route.not_found").hasDetailContaining("slash");
    ada.delete("/entries")
        .assertProblem(405, "route.method_not_allowed")
        .hasDetailContaining("This path takes GET and POST.");
    ada.post("/entries", "text/plain", "a")
        .assertProblem(415, "request.unsupported_media_type")
        .hasDetailContaining(JSON);
    ada.post("/entries", "*/*", "{}").assertProblem(415, "request.unsupported_media_type");
    ada.get("/entries/seven").assertProblem(400, "request.invalid_parameter").hasErrorAt("id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/parameters?x%00=1", "/entries;a=b", "/a//b"})
  void anAddressThatCouldBeReadInTwoWaysIsRefused(String path) {
    ada.get(path).assertProblem(400, "request.invalid_address");
  }

  @Test
  void thePathThatErrorsAreSentToIsNotThere() {
    ada.get("/error").assertProblem(404, "request.invalid");
  }

  @Test
  void ourOwnFaultsTellTheOperatorAndNobodyElse() {
    var answer = ada.get("/trapdoor");

    answer.assertProblem(500, "internal").hasTraceId(answer.header("X-Request-Id"));
    assertThat(answer.body()).doesNotContain("sesame", "PSQL");
  }
}
