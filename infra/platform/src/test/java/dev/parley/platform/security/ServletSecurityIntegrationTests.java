package dev.parley.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.guestbook.GuestbookTest;
import dev.parley.testing.Api;
import dev.parley.testing.HostileTokens;
import dev.parley.testing.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Everything is closed but what a service lists as open. */
@GuestbookTest
class ServletSecurityIntegrationTests {

  private Api anyone = Api.at("");

  @BeforeEach
  void connect(@LocalServerPort int port) {
    anyone = Api.atPort(port);
  }

  @ParameterizedTest
  @ArgumentsSource(HostileTokens.class)
  void refusesHostileTokens(String token) {
    anyone.as(token).get("/me").assertProblem(401, "auth.token_invalid");
    anyone.as(token).get("/actuator/prometheus").assertProblem(401, "auth.token_invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/me",
        "/nothing",
        "/actuator",
        "/actuator/health",
        "/error",
        "/open/../me",
        "/%6fpen/../me"
      })
  void asksStrangersToSignIn(String path) {
    var answer = anyone.get(path);

    assertThat(answer.status()).as(answer.toString()).isIn(400, 401);
    assertThat(answer.body()).doesNotContain("user_id");
  }

  @Test
  void saysHowToSignIn() {
    var answer = anyone.get("/me");

    answer.assertProblem(401, "auth.required").hasDetailContaining("Authorization: Bearer");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/open/door", "/livez", "/readyz"})
  void openPathsLookAtNoToken(String path) {
    anyone.get(path).assertStatus(200);
    anyone.as("worn-out").get(path).assertStatus(200);
  }

  @Test
  void whoIsReadySaysSoAndNoMore() {
    assertThat(anyone.get("/readyz").body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(anyone.get("/livez").body()).isEqualTo("{\"status\":\"UP\"}");
  }

  @Test
  void aControllerLearnsWhoAsks() {
    JsonNode ada =
        anyone.as(TestTokens.userToken("ada").withScope("ops").value()).get("/me").json(200);

    assertThat(ada.required("user_id").asText()).isEqualTo(TestTokens.userId("ada").toString());
    assertThat(ada.required("username").asText()).isEqualTo("ada");
    assertThat(ada.required("role").asText()).isEqualTo("user");
    assertThat(ada.required("scopes")).hasSize(1);
  }

  @Test
  void aRoleNobodyKnowsGivesNoRights() {
    String token = TestTokens.userToken("eve").claim("role", "ADMIN ").value();

    assertThat(anyone.as(token).get("/me").json(200).required("role").asText()).isEqualTo("user");
  }

  @Test
  void aServiceIsNoPerson() {
    anyone
        .as(TestTokens.serviceToken("metrics-service").value())
        .get("/me")
        .assertProblem(403, "auth.person_required");
  }

  @Test
  void figuresAreForWhoHasTheScopeWhateverTheirRole() {
    anyone
        .as(TestTokens.adminToken().value())
        .get("/actuator/prometheus")
        .assertProblem(403, "access.denied");
    anyone
        .as(TestTokens.serviceToken("metrics-service").value())
        .get("/actuator/prometheus")
        .assertStatus(200);
  }

  @Test
  void whatIsLoggedUnderARequestNamesWhoAsked() {
    List<Map<String, String>> contexts = new CopyOnWriteArrayList<>();
    var appender =
        new AppenderBase<ILoggingEvent>() {
          // on the thread that logs: what it carries along is gone a moment later
          @Override
          protected void append(ILoggingEvent event) {
            contexts.add(Map.copyOf(event.getMDCPropertyMap()));
          }
        };
    Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("ROOT");
    appender.start();
    root.addAppender(appender);
    try {
      anyone.as(TestTokens.userToken("ada").value()).get("/trapdoor").assertStatus(500);
    } finally {
      root.detachAppender(appender);
    }
    assertThat(contexts)
        .anySatisfy(
            context ->
                assertThat(context)
                    .containsEntry("userId", TestTokens.userId("ada").toString())
                    .containsKey("traceId"));
  }

  @Test
  void makesNoSessionAndReadsNoCookie() {
    var answer = anyone.with("Cookie", "JSESSIONID=" + TestTokens.adminToken().value()).get("/me");

    answer.assertProblem(401, "auth.required");
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }
}
