package dev.parley.platform.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.guestbook.GuestbookTest;
import dev.parley.platform.guestbook.Rooms;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.TestTokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Entity tags: what a client has is not sent again, and what it has not seen is not overwritten.
 */
@GuestbookTest
class ConditionalRequestIntegrationTests {

  private static final Map<String, String> SUITE = Map.of("title", "Suite");

  private Api ada = Api.at("");

  @BeforeEach
  void signIn(@LocalServerPort int port) {
    ada = Api.atPort(port).as(TestTokens.userToken("ada").value());
    ada.post("/rooms/reset", null).assertStatus(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/rooms/1",
        "/rooms/1?fields=title",
        "/rooms",
        "/rooms?limit=5",
        "/rooms/found",
        "/rooms/large",
        "/rooms/1/known",
        "/rooms/1/known?fields=title"
      })
  void whatTheClientHasIsNotSentAgain(String path) {
    Answer first = ada.get(path).assertStatus(200);
    String tag = first.header("ETag");
    assertThat(tag).matches("\"[A-Za-z0-9_.-]+\"");
    assertThat(first.header("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(first.header("Content-Type")).isEqualTo("application/json");

    for (String known : new String[] {tag, "W/" + tag, "\"x\", " + tag + ", \"y\"", "*"}) {
      Answer again = ada.with("If-None-Match", known).get(path).assertStatus(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.header("ETag")).isEqualTo(tag);
      assertThat(again.header("Cache-Control")).isEqualTo("private, no-cache");
    }
    for (String other : new String[] {"\"x\"", tag.replace("\"", ""), "", "W/\"*\""}) {
      assertThat(ada.with("If-None-Match", other).get(path).assertStatus(200).body())
          .isEqualTo(first.body());
    }
  }

  @Test
  void aTagIsOfTheBytesAsSent() {
    String whole = ada.get("/rooms/1").header("ETag");
    String some = ada.get("/rooms/1?fields=title").header("ETag");
    assertThat(some).isNotEqualTo(whole).isEqualTo(ada.get("/rooms/1?fields=title").header("ETag"));
    assertThat(ada.get("/rooms/1/known?fields=title").header("ETag"))
        .isNotEqualTo(ada.get("/rooms/1/known").header("ETag"));

    ada.post("/rooms/visit", null).assertStatus(200);

    assertThat(ada.get("/rooms/1").header("ETag")).isNotEqualTo(whole);
    assertThat(ada.get("/rooms/1?fields=title").header("ETag")).isEqualTo(some);
    ada.with("If-None-Match", some).get("/rooms/1?fields=title").assertStatus(304);
    ada.with("If-None-Match", some).get("/rooms/1").assertStatus(200);
  }

  @Test
  void whoKnowsTheVersionDoesNotLookTheRoomUp() {
    String tag = ada.get("/rooms/1/known").assertStatus(200).header("ETag");

    ada.with("If-None-Match", tag).get("/rooms/1/known").assertStatus(304);
    assertThat(Rooms.LOOKS).hasValue(1);

    ada.post("/rooms/visit", null).assertStatus(200);
    ada.with("If-None-Match", tag).get("/rooms/1/known").assertStatus(200);
    assertThat(Rooms.LOOKS).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/rooms/1", "/rooms/large"})
  void aHeadIsAGetWithoutItsBody(String path) {
    Answer get = ada.get(path);
    Answer head = ada.send("HEAD", path, null, BodyPublishers.noBody()).assertStatus(200);

    assertThat(head.body()).isEmpty();
    assertThat(get.header("Content-Length")).isEqualTo(Integer.toString(get.body().length()));
    for (String header : new String[] {"ETag", "Content-Length", "Content-Type", "X-Kept"}) {
      assertThat(head.header(header)).as(header).isEqualTo(get.header(header));
    }
    ada.with("If-None-Match", get.header("ETag"))
        .send("HEAD", path, null, BodyPublishers.noBody())
        .assertStatus(304);
  }

  @Test
  void whatMustNotBeKeptOrIsNoJsonHasNoTag() {
    Answer key = ada.get("/rooms/key").assertStatus(200);
    assertThat(key.header("Cache-Control")).isEqualTo("no-store");
    assertThat(key.header("ETag")).isEmpty();

    assertThat(ada.get("/rooms/plan").assertStatus(200).header("ETag")).isEmpty();
    assertThat(ada.post("/rooms/visit", null).assertStatus(200).header("ETag")).isEmpty();
    assertThat(ada.get("/rooms/nowhere").assertStatus(404).header("ETag")).isEmpty();
    assertThat(ada.get("/readyz").assertStatus(200).header("ETag")).isEmpty();
  }

  @Test
  void anEditOfWhatHasChangedIsRefused() {
    String seen = ada.get("/rooms/1").header("ETag");
    ada.with("If-Match", seen).patch("/rooms/1", Map.of("title", "Attic")).assertStatus(200);

    Answer late = ada.with("If-Match", seen).patch("/rooms/1", SUITE);

    late.assertProblem(412, "request.precondition_failed");
    String now = ada.get("/rooms/1").header("ETag");
    assertThat(late.header("ETag")).isEqualTo(now).isNotEqualTo(seen);
    ada.with("If-Match", "\"x\", " + now).patch("/rooms/1", SUITE).assertStatus(200);
    ada.with("If-Match", "*").patch("/rooms/1", Map.of("title", "Any")).assertStatus(200);
    ada.patch("/rooms/1", Map.of("title", "Unseen")).assertStatus(200);
  }

  @Test
  void whatMovesByItselfStopsNoEditAndLeftOutFieldsAreNoNews() {
    String seen = ada.get("/rooms/1").header("ETag");
    String seenInPart = ada.get("/rooms/1?fields=visits").header("ETag");
    ada.post("/rooms/visit", null).assertStatus(200);

    ada.with("If-None-Match", seen).get("/rooms/1").assertStatus(200);
    ada.with("If-Match", seen).patch("/rooms/1", Map.of("title", "Bellevue")).assertStatus(200);
    ada.with("If-Match", seenInPart).patch("/rooms/1", SUITE).assertStatus(200);
    ada.with("If-Match", seenInPart)
        .patch("/rooms/1", SUITE)
        .assertProblem(412, "request.precondition_failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/%s", "%.5s", "x", "", "\"\"", "\"*\"", "\".\""})
  void whatIsNoStrongTagOfItIsNone(String given) {
    String seen = ada.get("/rooms/1").header("ETag");

    ada.with("If-Match", given.formatted(seen))
        .patch("/rooms/1", SUITE)
        .assertProblem(412, "request.precondition_failed");
  }
}
