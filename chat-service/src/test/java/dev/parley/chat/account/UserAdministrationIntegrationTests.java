package dev.parley.chat.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.chat.Revocations;
import dev.parley.testing.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What admins do with accounts, and what everybody sees of them. */
@ChatServiceTest
class UserAdministrationIntegrationTests {

  private static final String USERS = "/api/v1/users";

  @Autowired private ChatClients people;
  @Autowired private Revocations revocations;
  @Autowired private JdbcClient jdbc;

  @Test
  void anAdminFindsPeople() {
    String mark = "findable%x" + UUID.randomUUID().toString().substring(0, 6);
    Person ada = people.someone();
    Person bob = people.someone();
    Person admin = people.admin();
    for (Person each : List.of(ada, bob)) {
      patch(admin, each, Map.of("display_name", mark + each.name())).assertStatus(200);
    }
    patch(admin, bob, Map.of("disabled", true)).assertStatus(200);

    String q = "?q=" + mark.toUpperCase(java.util.Locale.ROOT).replace("%", "%25");
    assertThat(ids(admin, q)).containsExactly(bob.id().toString(), ada.id().toString());
    assertThat(ids(admin, q + "&disabled=true")).containsExactly(bob.id().toString());
    assertThat(ids(admin, q + "&disabled=false&role=user")).containsExactly(ada.id().toString());
    assertThat(ids(admin, q + "&role=admin")).isEmpty();
    assertThat(ids(admin, q + "&per_page=1&page=2")).containsExactly(ada.id().toString());
    assertThat(ids(admin, "?q=" + ada.name() + "@EXAMPLE")).contains(ada.id().toString());
    assertThat(ids(admin, q.replace("%25", "_"))).isEmpty();
    JsonNode found = admin.api().get(USERS + q).json(200).at("/items/0");
    assertThat(found.required("disabled").asBoolean()).isTrue();
    assertThat(found.required("email").asText()).isEqualTo(bob.name() + "@example.org");
    admin.api().get(USERS + "?role=king").assertProblem(400, "request.invalid_parameter");
  }

  @Test
  void everybodySeesAName() {
    Person ada = people.someone();
    Person bob = people.someone();

    JsonNode seen = bob.api().get(USERS + "/" + ada.id()).json(200);
    assertThat(seen.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("id", "username", "display_name", "created_at");
    for (Person knowing : List.of(ada, people.admin())) {
      JsonNode whole = knowing.api().get(USERS + "/" + ada.id()).json(200);
      assertThat(whole.required("email").asText()).contains(ada.name());
      assertThat(whole.required("last_login_at").asText()).isNotBlank();
    }
    bob.api().get(USERS + "/" + UUID.randomUUID()).assertProblem(404, "user.not_found");
  }

  @Test
  void theRestIsForAdmins() {
    Person ada = people.someone();

    ada.api().get(USERS).assertProblem(403, "access.denied");
    patch(ada, ada, Map.of("role", "admin")).assertProblem(403, "access.denied");
  }

  @Test
  void disablingEndsAllAtOnce() {
    Person admin = people.admin();
    Person ada = people.someone();
    Person elsewhere = ada.signIn();
    JsonNode token = ada.createToken("read");
    UUID tokenId = UUID.fromString(token.required("id").asText());

    JsonNode disabled = patch(admin, ada, Map.of("disabled", true)).json(200);

    assertThat(disabled.required("disabled").asBoolean()).isTrue();
    assertThat(revocations.await(ada.id(), 3))
        .containsOnly(ada.session(), elsewhere.session(), tokenId);
    for (UUID over : List.of(ada.session(), elsewhere.session(), tokenId)) {
      revocations.awaitOf(over);
    }
    refresh(ada).assertProblem(401, "auth.refresh_token_invalid");
    login(ada).assertProblem(401, "auth.bad_credentials");
    people
        .anonymous()
        .as(token.required("token").asText())
        .get("/api/v1/me")
        .assertProblem(401, "auth.token_invalid");
  }

  @Test
  void whoIsEnabledAgainSignsInAnew() {
    Person admin = people.admin();
    Person ada = people.someone();
    patch(admin, ada, Map.of("disabled", true)).assertStatus(200);

    patch(admin, ada, Map.of("disabled", false)).assertStatus(200);

    refresh(ada).assertProblem(401, "auth.refresh_token_invalid");
    Person again = ada.signIn();
    again.api().get("/api/v1/me").assertStatus(200);
    assertThat(revocations.has(again.session())).isFalse();
  }

  /** A token says who is an admin: one that says so wrongly must not live on. */
  @Test
  void anotherRoleEndsWhatNamesTheOldOne() {
    Person admin = people.admin();
    Person ada = people.someone();

    patch(admin, ada, Map.of("role", "admin")).assertStatus(200);
    revocations.awaitOf(ada.session());
    Person asAdmin = ada.signIn();
    asAdmin.api().get(USERS).assertStatus(200);
    String both = asAdmin.createToken("read", "admin").required("token").asText();
    String reading = asAdmin.createToken("read").required("token").asText();
    people.anonymous().as(both).get(USERS).assertStatus(200);

    patch(admin, ada, Map.of("role", "user")).assertStatus(200);
    revocations.awaitOf(asAdmin.session());
    people.anonymous().as(reading).get("/api/v1/me").assertStatus(200);
    assertThat(
            people
                .anonymous()
                .post(
                    "/api/v1/auth/token",
                    "application/x-www-form-urlencoded",
                    ApiTokenIntegrationTests.exchange(both))
                .status())
        .isEqualTo(400);
    ada.signIn().api().get(USERS).assertProblem(403, "access.denied");
  }

  @Test
  void whatChangesNothingEndsNothing() {
    Person admin = people.admin();
    Person ada = people.someone();

    patch(admin, ada, Map.of("role", "user", "disabled", false)).assertStatus(200);
    patch(admin, ada, Map.of("display_name", "Ada")).assertStatus(200);

    assertThat(revocations.has(ada.session())).isFalse();
    refresh(ada).assertStatus(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"role\":\"user\"}", "{\"disabled\":true}"})
  void somebodyStaysAdmin(String change) {
    Person admin = people.admin();

    admin
        .api()
        .send(
            "PATCH",
            USERS + "/" + admin.id(),
            "application/json",
            java.net.http.HttpRequest.BodyPublishers.ofString(change))
        .assertProblem(409, "account.last_admin");

    assertThat(admin.signIn().api().get("/api/v1/me").json(200).at("/role").asText())
        .isEqualTo("admin");
  }

  /** Each sees that the other one is left, unless one waits for the other. */
  @ParameterizedTest
  @ValueSource(strings = {"role", "disabled"})
  void ofTwoAdminsWhoResignAtOnceOneStays(String what) throws InterruptedException {
    Person admin = people.admin();
    Person ada = people.someone();
    Map<String, Object> change = Map.of(what, what.equals("role") ? "user" : true);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 10; round++) {
        makeAdmins(admin, ada);
        Person asAdmin = ada.signIn();
        Person other = admin.signIn();
        List<Callable<Answer>> resignations =
            List.of(() -> patch(asAdmin, asAdmin, change), () -> patch(other, other, change));
        assertThat(threads.invokeAll(resignations))
            .extracting(Future::resultNow)
            .extracting(Answer::status)
            .containsExactlyInAnyOrder(200, 409);
      }
    } finally {
      makeAdmins(admin);
      // what is known of both is told from the database again
      admin.signIn();
      jdbc.sql("UPDATE account SET role = 'user' WHERE id = ?").param(ada.id()).update();
    }
  }

  @Test
  void oneChangesOneself() {
    Person ada = people.someone();
    Person bob = people.someone();

    JsonNode changed =
        ada.api()
            .patch(
                "/api/v1/me",
                Map.of("display_name", "Ada L.", "email", "l." + ada.name() + "@example.org"))
            .json(200);
    assertThat(changed.required("display_name").asText()).isEqualTo("Ada L.");
    assertThat(changed.required("username").asText()).isEqualTo(ada.name());
    assertThat(ada.api().get("/api/v1/me").json(200)).isEqualTo(changed);
    ada.api()
        .patch("/api/v1/me", Map.of("email", bob.name() + "@EXAMPLE.org"))
        .assertProblem(409, "account.email_taken")
        .hasErrorAt("/email");
    ada.api()
        .patch("/api/v1/me", Map.of("role", "admin"))
        .assertProblem(400, "request.unknown_field");
    ada.api()
        .patch("/api/v1/me", Map.of("display_name", "\u200b"))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/display_name");
  }

  private void makeAdmins(Person... admins) {
    for (Person each : admins) {
      jdbc.sql("UPDATE account SET role = 'admin', disabled_at = NULL WHERE id = ?")
          .param(each.id())
          .update();
    }
  }

  private static Answer patch(Person who, Person whom, Map<String, Object> change) {
    return who.api().patch(USERS + "/" + whom.id(), change);
  }

  private static List<String> ids(Person admin, String query) {
    return admin.api().get(USERS + query).json(200).required("items").findValuesAsText("id");
  }

  private Answer login(Person person) {
    return people
        .anonymous()
        .post(
            "/api/v1/auth/login", Map.of("username", person.name(), "password", person.password()));
  }

  private Answer refresh(Person person) {
    return people
        .anonymous()
        .post("/api/v1/auth/refresh", Map.of("refresh_token", person.signedIn().refreshToken()));
  }
}
