package dev.parley.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.guestbook.GuestbookTest;
import dev.parley.testing.Api;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the scopes of an API token open at any service. */
@GuestbookTest
class ScopesIntegrationTests {

  private static final TestToken ADA = TestTokens.adminToken();
  private static final Map<String, String> ENTRY = Map.of("guest_name", "Ada");

  private Api anyone = Api.at("");

  @BeforeEach
  void connect(@LocalServerPort int port) {
    anyone = Api.atPort(port);
  }

  @ParameterizedTest
  @CsvSource({
    "read, 200, 403",
    "write, 403, 200",
    "read write, 200, 200",
    "admin, 403, 403",
    "read ops, 200, 403"
  })
  void readingAndWritingAreGrantedOneByOne(String scopes, int reading, int writing) {
    Api token = anyone.as(ADA.withScope(scopes).value());

    token.get("/me").assertStatus(reading);
    token.post("/entries", ENTRY).assertStatus(writing);
  }

  @Test
  void whatIsMissingIsNamed() {
    anyone
        .as(ADA.withScope("read").value())
        .post("/entries", ENTRY)
        .assertProblem(403, "auth.scope_missing")
        .hasDetailContaining("'write'")
        .hasInstance("/entries");
    anyone
        .as(ADA.withScope("write").value())
        .get("/nowhere")
        .assertProblem(403, "auth.scope_missing")
        .hasDetailContaining("'read'");
  }

  @Test
  void anAdminsTokenIsAnAdminsOnlyWithThatScope() {
    assertThat(role(ADA.withScope("read write"))).isEqualTo("user");
    assertThat(role(ADA.withScope("read admin"))).isEqualTo("admin");
    assertThat(role(TestTokens.userToken("bob").withScope("read admin"))).isEqualTo("user");
    assertThat(role(ADA)).isEqualTo("admin");
  }

  @Test
  void aSessionMayDoAll() {
    anyone.as(ADA.value()).post("/entries", ENTRY).assertStatus(200);
    anyone.as(ADA.value()).get("/security/of/accounts").assertStatus(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"read", "read write admin"})
  void noApiTokenTouchesTheSecurityOfAccounts(String scopes) {
    Api token = anyone.as(ADA.withScope(scopes).value());

    for (String path : new String[] {"/security", "/security/of/accounts", "/security/%6ff"}) {
      token.get(path).assertProblem(403, "auth.session_required");
      token.delete(path).assertProblem(403, "auth.session_required");
    }
  }

  @Test
  void whatReadsByPostTakesTheScopeForReading() {
    anyone.as(ADA.withScope("read").value()).post("/questions", ENTRY).assertStatus(404);
    anyone
        .as(ADA.withScope("write").value())
        .post("/questions", ENTRY)
        .assertProblem(403, "auth.scope_missing");
  }

  @Test
  void anApiTokenItselfIsRefusedWhereNobodyCanSayWhoseItIs() {
    anyone.as("prl_typo").get("/me").assertProblem(401, "auth.token_invalid");
    anyone
        .as(ApiToken.random(ADA.userId(), new java.security.SecureRandom()).text())
        .get("/me")
        .assertProblem(503, "auth.exchange_unavailable");
  }

  private String role(TestToken token) {
    return anyone.as(token.value()).get("/me").json(200).required("role").asText();
  }
}
