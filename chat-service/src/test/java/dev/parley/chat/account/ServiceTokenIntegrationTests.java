package dev.parley.chat.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import dev.parley.testing.TestSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ChatServiceTest
class ServiceTokenIntegrationTests {

  private static final String FORM = "application/x-www-form-urlencoded";

  @Autowired private ChatClients people;

  @Test
  void aServiceGetsATokenThatOpensActuatorAndNothingElse() {
    JsonNode answer = token("metrics-service", TestSettings.OPS_SECRET).json(200);
    var service = people.anonymous().as(answer.required("access_token").asText());

    assertThat(answer.required("scope").asText()).isEqualTo("ops");
    service.get("/actuator/prometheus").assertStatus(200);
    service.get("/api/v1/me").assertProblem(403, "auth.person_required");
    service
        .post("/api/v1/conversations", Map.of("title", "by a machine"))
        .assertProblem(403, "auth.person_required");
  }

  @Test
  void aWrongSecretOrClientGetsNone() {
    token("metrics-service", "not it").assertProblem(401, "auth.invalid_client");
    token("search-service", TestSettings.OPS_SECRET).assertProblem(401, "auth.invalid_client");
    people
        .anonymous()
        .post("/api/v1/auth/token", FORM, "grant_type=client_credentials")
        .assertStatus(400);
    people
        .anonymous()
        .post(
            "/api/v1/auth/token",
            FORM,
            "grant_type=password&client_id=metrics-service&client_secret="
                + TestSettings.OPS_SECRET)
        .assertProblem(400, "auth.unsupported_grant_type");
  }

  @Test
  void actuatorIsClosedToPeopleAndStrangers() {
    people.someone().api().get("/actuator/prometheus").assertProblem(403, "access.denied");
    people.admin().api().get("/actuator/env").assertProblem(403, "access.denied");
    people.anonymous().get("/actuator/prometheus").assertProblem(401, "auth.required");
    people.anonymous().get("/livez").assertStatus(200);
    people.anonymous().get("/readyz").assertStatus(200);
  }

  private Answer token(String client, String secret) {
    return people
        .anonymous()
        .post(
            "/api/v1/auth/token",
            FORM,
            "grant_type=client_credentials&client_id=%s&client_secret=%s"
                .formatted(client, secret.replace(" ", "+")));
  }
}
