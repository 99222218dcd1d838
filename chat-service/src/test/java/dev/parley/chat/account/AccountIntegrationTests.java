package dev.parley.chat.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@ChatServiceTest
class AccountIntegrationTests {

  @Autowired private ChatClients people;
  @Autowired private JdbcClient jdbc;
  @Autowired private MeterRegistry meters;

  @Test
  void registersAndTellsWhoOneIs() {
    JsonNode made =
        people
            .anonymous()
            .post(
                "/api/v1/auth/register",
                Map.of(
                    "username", "Grace.Hopper",
                    "email", "grace@example.org",
                    "password", ChatClients.PASSWORD,
                    "display_name", "Grace"))
            .json(201);

    assertThat(made.required("username").asText()).isEqualTo("Grace.Hopper");
    assertThat(made.required("display_name").asText()).isEqualTo("Grace");
    assertThat(made.required("role").asText()).isEqualTo("user");
    assertThat(made.required("created_at").asText()).matches(".*T\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(made.toString()).doesNotContain("password");

    String token = login("grace.hopper", ChatClients.PASSWORD).required("access_token").asText();
    JsonNode me = people.anonymous().as(token).get("/api/v1/me").json(200);
    assertThat(me.required("id")).isEqualTo(made.required("id"));
  }

  @Test
  void signsInByNameOrMailInAnyCase() {
    people.register("ida");

    for (String name : new String[] {"ida", "IDA", "ida@example.org", "Ida@Example.org"}) {
      JsonNode answer = login(name, ChatClients.PASSWORD);
      assertThat(answer.required("token_type").asText()).isEqualTo("Bearer");
      assertThat(answer.required("expires_in").asInt()).isEqualTo(600);
      assertThat(answer.at("/user/username").asText()).isEqualTo("ida");
    }
  }

  /** Anybody may try a name that is taken, with any password. */
  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void aTakenNameLeavesNothingOfTheAttemptInTheLog(CapturedOutput log) {
    people.register("taken");

    people
        .anonymous()
        .post(
            "/api/v1/auth/register",
            Map.of(
                "username", "Taken",
                "email", "secret.mail@example.org",
                "password", ChatClients.PASSWORD))
        .assertProblem(409, "account.username_taken");

    assertThat(log.getAll()).doesNotContain("secret.mail", "argon2", "ERROR");
    // a slow statement is told without its values
    assertThat(log.getAll().lines().filter(line -> !line.contains("slow statement")))
        .noneMatch(line -> line.contains("insert into"));
  }

  @Test
  void keepsTokensOutOfEveryCache() {
    people.register("cachy");

    var answer =
        people
            .anonymous()
            .post(
                "/api/v1/auth/login",
                Map.of("username", "cachy", "password", ChatClients.PASSWORD));

    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void whoIsRefusedDoesNotLearnWhy() {
    people.register("known");
    disable(people.register("disabled"));

    JsonNode unknown = refusedLogin("unknown-person", ChatClients.PASSWORD);
    JsonNode wrong = refusedLogin("known", "not the password");
    JsonNode disabled = refusedLogin("disabled", ChatClients.PASSWORD);

    for (String field : new String[] {"type", "title", "status", "detail", "instance", "code"}) {
      assertThat(unknown.get(field)).isEqualTo(wrong.get(field)).isEqualTo(disabled.get(field));
    }
  }

  /** The hash is what takes the time: where it is left out, an attempt is 30 ms faster. */
  @Test
  void everyAttemptCostsOneHash() {
    people.register("costly");
    disable(people.register("disabled-too"));
    Timer hashes = meters.get("password.hash").timer();

    for (String[] attempt :
        new String[][] {
          {"costly", ChatClients.PASSWORD},
          {"costly", "not the password"},
          {"nobody-of-that-name", ChatClients.PASSWORD},
          {"disabled-too", ChatClients.PASSWORD},
          {"disabled-too", "not the password"}
        }) {
      long before = hashes.count();
      double took = hashes.totalTime(TimeUnit.MILLISECONDS);
      people
          .anonymous()
          .post("/api/v1/auth/login", Map.of("username", attempt[0], "password", attempt[1]));

      assertThat(hashes.count() - before).as("%s", (Object) attempt).isEqualTo(1);
      assertThat(hashes.totalTime(TimeUnit.MILLISECONDS) - took).isGreaterThan(5);
    }
  }

  private void disable(ChatClients.Person person) {
    jdbc.sql("UPDATE account SET disabled_at = now() WHERE username = ?")
        .param(person.name())
        .update();
  }

  @Test
  void namesAndAddressesAreTakenOnceWhateverTheirCase() {
    people.register("twice");

    people
        .anonymous()
        .post("/api/v1/auth/register", registration(Map.of("username", "TWICE")))
        .assertProblem(409, "account.username_taken")
        .hasErrorAt("/username");
    people
        .anonymous()
        .post(
            "/api/v1/auth/register",
            registration(Map.of("username", "thrice", "email", "Twice@example.ORG")))
        .assertProblem(409, "account.email_taken")
        .hasErrorAt("/email");
  }

  @Test
  void nobodyBecomesAdminByAsking() {
    people
        .anonymous()
        .post("/api/v1/auth/register", registration(Map.of("username", "eve", "role", "admin")))
        .assertProblem(400, "request.unknown_field")
        .hasErrorAt("/role");
  }

  @ParameterizedTest
  @CsvSource({
    "username, a, must be 2 to 32",
    "username, two words, must be 2 to 32",
    "username, <script>, must be 2 to 32",
    "email, nobody, must be an e-mail address",
    "password, short, must have 8 to 256 characters",
    "display_name, '', must have 1 to 100 characters",
  })
  void saysWhatIsWrongWithARegistration(String field, String value, String detail) {
    var answer =
        people.anonymous().post("/api/v1/auth/register", registration(Map.of(field, value)));

    answer.assertProblem(400, "request.invalid").hasErrorAt("/" + field);
    assertThat(answer.body()).contains(detail).doesNotContain(ChatClients.PASSWORD);
  }

  @Test
  void hashesPasswordsWithTheAgreedCost() {
    people.register("hashed");

    String hash =
        jdbc.sql("SELECT password_hash FROM account WHERE username = 'hashed'")
            .query(String.class)
            .single();

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void theFirstStartMakesOneAdmin() {
    JsonNode me = people.admin().api().get("/api/v1/me").json(200);

    assertThat(me.required("username").asText()).isEqualTo("admin");
    assertThat(me.required("role").asText()).isEqualTo("admin");
  }

  private static Map<String, Object> registration(Map<String, String> differing) {
    Map<String, Object> all = new HashMap<>();
    all.put("username", "somebody");
    all.put("email", differing.getOrDefault("username", "x") + "@example.com");
    all.put("password", ChatClients.PASSWORD);
    all.putAll(differing);
    return all;
  }

  private JsonNode login(String name, String password) {
    return people
        .anonymous()
        .post("/api/v1/auth/login", Map.of("username", name, "password", password))
        .json(200);
  }

  private JsonNode refusedLogin(String name, String password) {
    var answer =
        people
            .anonymous()
            .post("/api/v1/auth/login", Map.of("username", name, "password", password));
    answer.assertProblem(401, "auth.bad_credentials");
    return answer.json(401);
  }
}
