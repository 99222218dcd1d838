package dev.parley.metrics.overview;

import static dev.parley.testing.Problems.assertProblem;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testing.Api;
import dev.parley.testing.ApiContract;
import dev.parley.testing.HostileTokens;
import dev.parley.testing.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who may ask, for what, and how. */
class AskingIntegrationTests extends OverviewTest {

  /** The files in {@code openapi/} say what is there: whoever changes a route changes them. */
  @Test
  void itsApiIsAsItIsDescribed(
      @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers,
      @Autowired ObjectMapper json) {
    ApiContract.of(anyone.get("/internal/openapi").json(200))
        .assertSound()
        .assertDescribes(handlers, "dev.parley.metrics", json);
  }

  @Test
  void isForAdministratorsOnly() {
    String alice = TestTokens.userToken("alice").value();
    anyone.as(alice).get(PATH).assertProblem(403, "access.denied");
    asService().get(PATH).assertProblem(403, "auth.person_required");
    anyone.get(PATH).assertProblem(401, "auth.required").hasTraceId();
  }

  @ParameterizedTest
  @ArgumentsSource(HostileTokens.class)
  void opensForNoHostileToken(String token) {
    Api stranger = anyone.as(token);
    assertProblem(stranger.get(PATH).response()).hasStatus(401);
    assertProblem(stranger.get("/actuator/prometheus").response()).hasStatus(401);
  }

  @Test
  void showsItsOwnActuatorToServicesOnly() {
    asService().get("/actuator/prometheus").assertStatus(200);
    assertProblem(admin.get("/actuator/prometheus").response()).hasStatus(403);
    anyone.get("/readyz").assertStatus(200);
  }

  private Api asService() {
    return anyone.as(TestTokens.serviceToken("metrics-service").value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"9s", "6m", "-1m", "1", "abc", "999999999999999999999h", "1h"})
  void refusesAWindowOutOfBounds(String window) {
    admin.get(PATH + "?window=" + window).assertProblem(400, "window.invalid").hasErrorAt("window");
  }

  @Test
  void refusesAParameterThatItDoesNotHave() {
    admin
        .get(PATH + "?windw=30s")
        .assertProblem(400, "request.invalid_parameter")
        .hasErrorAt("windw");
  }
}
