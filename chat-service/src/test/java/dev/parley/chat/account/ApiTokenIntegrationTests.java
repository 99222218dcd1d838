package dev.parley.chat.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.chat.Revocations;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import java.net.URLEncoder;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ChatServiceTest
class ApiTokenIntegrationTests {

  private static final String TOKENS = "/api/v1/me/tokens";

  @Autowired private ChatClients people;
  @Autowired private Revocations revocations;
  @Autowired private JdbcClient jdbc;

  static String exchange(String token) {
    return "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
        + "&subject_token_type=urn:parley:token-type:api-token&subject_token="
        + URLEncoder.encode(token, UTF_8);
  }

  @Test
  void isShownOnceAndKeptAsAHash() {
    Person ada = people.someone();

    Answer answer =
        ada.api().post(TOKENS, Map.of("name", "a script", "scopes", List.of("write", "read")));

    JsonNode made = answer.json(201);
    String token = made.required("token").asText();
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(token).startsWith(made.required("prefix").asText() + "_").startsWith("prl_");
    assertThat(made.required("scopes")).hasToString("[\"read\",\"write\"]");
    assertThat(Instant.parse(made.required("expires_at").asText()))
        .isEqualTo(Instant.parse(made.required("created_at").asText()).plus(90, ChronoUnit.DAYS));
    Answer list = ada.api().get(TOKENS);
    assertThat(list.json(200).at("/items/0/name").asText()).isEqualTo("a script");
    assertThat(list.json(200).at("/items/0/last_used_at").isNull()).isTrue();
    assertThat(list.body()).doesNotContain(token, token.substring(40));
    assertThat(
            jdbc.sql("SELECT t::text FROM api_token t WHERE id = ?::uuid")
                .param(made.required("id").asText())
                .query(String.class)
                .single())
        .doesNotContain(token.substring(40));
  }

  @Test
  void opensThisServiceToo() {
    Person ada = people.someone();
    Api token = as(ada.createToken("read", "write"));

    assertThat(token.get("/api/v1/me").json(200).required("username").asText())
        .isEqualTo(ada.name());
    token.post("/api/v1/conversations", Map.of("title", "by a script")).assertStatus(201);
  }

  @Test
  void isExchangedForAnAccessTokenThatCanDoNoMore() throws ParseException {
    Person ada = people.someone();
    JsonNode token = ada.createToken("read");

    JsonNode answer = exchanged(token.required("token").asText()).json(200);

    assertThat(answer.required("token_type").asText()).isEqualTo("Bearer");
    assertThat(answer.required("issued_token_type").asText())
        .isEqualTo("urn:ietf:params:oauth:token-type:access_token");
    assertThat(answer.required("scope").asText()).isEqualTo("read");
    assertThat(answer.required("expires_in").asInt()).isEqualTo(600);
    JWTClaimsSet claims = claims(answer);
    assertThat(claims.getSubject()).isEqualTo(ada.id().toString());
    assertThat(claims.getStringClaim("sid")).isEqualTo(token.required("id").asText());
    assertThat(claims.getStringClaim("name")).isEqualTo(ada.name());
    assertThat(claims.getStringClaim("role")).isEqualTo("user");
  }

  @Test
  void anAdminsTokenNamesNoAdminWithoutTheScope() throws ParseException {
    Person admin = people.admin();

    assertThat(role(admin.createToken("read", "write"))).isEqualTo("user");
    assertThat(role(admin.createToken("read", "admin"))).isEqualTo("admin");
    as(admin.createToken("read", "write")).get("/api/v1/users").assertProblem(403, "access.denied");
  }

  @Test
  void doesNotOutliveItself() {
    Person ada = people.someone();
    String soon = Instant.now().plusSeconds(120).toString();
    JsonNode token =
        ada.api()
            .post(TOKENS, Map.of("name", "brief", "scopes", List.of("read"), "expires_at", soon))
            .json(201);
    String text = token.required("token").asText();

    assertThat(exchanged(text).json(200).required("expires_in").asInt()).isBetween(60, 120);
    jdbc.sql("UPDATE api_token SET expires_at = now() - interval '1 s' WHERE id = ?::uuid")
        .param(token.required("id").asText())
        .update();

    exchanged(text).assertProblem(400, "auth.invalid_grant");
    as(token).get("/api/v1/me").assertProblem(401, "auth.token_invalid");
    assertThat(ada.api().get(TOKENS).json(200).required("total").asInt()).isEqualTo(1);
  }

  @Test
  void endsWhenItIsDeleted() {
    Person ada = people.someone();
    Person eve = people.someone();
    JsonNode token = ada.createToken("read");
    String path = TOKENS + "/" + token.required("id").asText();
    UUID id = UUID.fromString(token.required("id").asText());

    eve.api().delete(path).assertProblem(404, "api_token.not_found");
    exchanged(token.required("token").asText()).assertStatus(200);
    ada.api().delete(path).assertStatus(204);

    exchanged(token.required("token").asText()).assertProblem(400, "auth.invalid_grant");
    revocations.awaitOf(id);
    assertThat(revocations.await(ada.id(), 1)).containsExactly(id);
    assertThat(ada.api().get(TOKENS).json(200).required("items")).isEmpty();
    ada.api().delete(path).assertProblem(404, "api_token.not_found");
  }

  @Test
  void aGuessedSecretOpensNothing() {
    JsonNode token = people.someone().createToken("read");
    UUID id = UUID.fromString(token.required("id").asText());
    String guess =
        dev.parley.platform.security.ApiToken.random(id, new java.security.SecureRandom()).text();

    exchanged(guess).assertProblem(400, "auth.invalid_grant");
    people.anonymous().as(guess).get("/api/v1/me").assertProblem(401, "auth.token_invalid");
    exchanged("prl_nonsense").assertProblem(400, "auth.invalid_grant");
    exchanged("").assertProblem(400, "auth.invalid_grant");
  }

  @Test
  void itsUseIsNotedOnceAMinute() {
    Person ada = people.someone();
    JsonNode token = ada.createToken("read");
    String text = token.required("token").asText();

    exchanged(text).assertStatus(200);
    String first = lastUsed(ada);
    exchanged(text).assertStatus(200);
    assertThat(lastUsed(ada)).isEqualTo(first);

    jdbc.sql(
            "UPDATE api_token SET last_used_at = last_used_at - interval '61 s' WHERE id = ?::uuid")
        .param(token.required("id").asText())
        .update();
    exchanged(text).assertStatus(200);
    assertThat(lastUsed(ada)).isGreaterThan(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/me/tokens",
        "POST /api/v1/me/tokens",
        "DELETE /api/v1/me/tokens/0192e4a7-00e1-70e1-80e1-0000000000e1",
        "POST /api/v1/me/password",
        "GET /api/v1/auth/sessions",
        "DELETE /api/v1/auth/sessions",
        "DELETE /api/v1/auth/sessions/0192e4a7-00e1-70e1-80e1-0000000000e1",
        "POST /api/v1/auth/logout",
      })
  void makesNoOtherWaysIn(String route) {
    String[] parts = route.split(" ", 2);
    Api token = as(people.admin().createToken("read", "write", "admin"));

    token
        .send(
            parts[0],
            parts[1],
            "application/json",
            java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
        .assertProblem(403, "auth.session_required");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name | '' | /name",
        "name | \u200b | /name",
        "scopes | none | /scopes/0",
        "scopes | admin | /scopes",
        "scopes | '' | /scopes",
        "expires_at | 2020-01-01T00:00:00Z | /expires_at",
        "expires_at | 2999-01-01T00:00:00Z | /expires_at",
      })
  void saysWhatIsWrongWithAWish(String field, String value, String pointer) {
    Map<String, Object> wish = new HashMap<>(Map.of("name", "x", "scopes", List.of("read")));
    wish.put(
        field, field.equals("scopes") ? (value.isEmpty() ? List.of() : List.of(value)) : value);

    people
        .someone()
        .api()
        .post(TOKENS, wish)
        .assertProblem(400, "request.invalid")
        .hasErrorAt(pointer);
  }

  @Test
  void nobodyHasMoreThanFifty() {
    Person ada = people.someone();
    jdbc.sql(
            """
            INSERT INTO api_token (id, account_id, name, hash, scopes, created_at, expires_at)
            SELECT gen_random_uuid(), ?, 'one of many', ''::bytea, '{read}', now(),
                   now() + interval '1 day'
            FROM generate_series(1, 49)
            """)
        .param(ada.id())
        .update();

    ada.createToken("read");
    ada.api()
        .post(TOKENS, Map.of("name", "one too many", "scopes", List.of("read")))
        .assertProblem(409, "api_token.too_many");
    jdbc.sql("UPDATE api_token SET expires_at = now() WHERE account_id = ?")
        .param(ada.id())
        .update();
    ada.createToken("read");
  }

  @Test
  void aSessionThatEndedMakesNone() {
    Person ada = people.someone();
    ada.api().post("/api/v1/auth/logout", null).assertStatus(204);

    ada.api()
        .post(TOKENS, Map.of("name", "too late", "scopes", List.of("read")))
        .assertProblem(401, "auth.token_invalid");
  }

  @Test
  void theTokenEndpointSaysWhatItTakes() {
    people
        .anonymous()
        .post(
            "/api/v1/auth/token",
            "application/x-www-form-urlencoded",
            exchange("prl_x").replace("api-token", "magic"))
        .assertProblem(400, "auth.unsupported_token_type");
    people
        .anonymous()
        .post(
            "/api/v1/auth/token",
            "application/x-www-form-urlencoded",
            "grant_type=urn:ietf:params:oauth:grant-type:token-exchange")
        .assertProblem(400, "request.invalid_parameter")
        .hasDetailContaining("subject_token");
  }

  private Answer exchanged(String token) {
    return people
        .anonymous()
        .post("/api/v1/auth/token", "application/x-www-form-urlencoded", exchange(token));
  }

  private String role(JsonNode token) throws ParseException {
    return claims(exchanged(token.required("token").asText()).json(200)).getStringClaim("role");
  }

  private static JWTClaimsSet claims(JsonNode answer) throws ParseException {
    return SignedJWT.parse(answer.required("access_token").asText()).getJWTClaimsSet();
  }

  private Api as(JsonNode token) {
    return people.anonymous().as(token.required("token").asText());
  }

  private static String lastUsed(Person owner) {
    return owner.api().get(TOKENS).json(200).at("/items/0/last_used_at").asText();
  }
}
