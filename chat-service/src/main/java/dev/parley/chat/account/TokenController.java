package dev.parley.chat.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.token.AccessTokens;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.ServiceSecret;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * OAuth 2.0's token endpoint: for services that call services (client credentials), and for
 * personal API tokens, which are exchanged for access tokens (RFC 8693).
 */
@RestController
class TokenController {

  private static final String OPERATOR = "metrics-service";
  private static final String SEARCH = "search-service";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  private static final Set<String> SUBJECT_TYPES =
      Set.of("urn:parley:token-type:api-token", ACCESS_TOKEN);

  private final AccessTokens accessTokens;
  private final ApiTokenGrants apiTokens;
  private final Map<String, Client> clients;

  TokenController(
      AccessTokens accessTokens,
      ApiTokenGrants apiTokens,
      AccountProperties properties,
      @Value("${parley.secret}") String secret) {
    this.accessTokens = accessTokens;
    this.apiTokens = apiTokens;
    clients =
        Map.of(
            OPERATOR,
            new Client(properties.opsSecret(), "ops"),
            SEARCH,
            new Client(ServiceSecret.of(secret, SEARCH), "retell"));
  }

  /** A service, and what it may ask for. */
  private record Client(String secret, String scope) {
    boolean provedBy(String given) {
      return MessageDigest.isEqual(given.getBytes(UTF_8), secret.getBytes(UTF_8));
    }

    @Override
    public String toString() {
      return "Client[" + scope + "]";
    }
  }

  record Form(
      @Nullable String clientId,
      @Nullable String clientSecret,
      @Nullable String scope,
      @Nullable String subjectToken,
      @Nullable String subjectTokenType) {

    @Override
    public String toString() {
      return "Form[" + clientId + "]";
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Granted(
      String accessToken,
      String tokenType,
      long expiresIn,
      String scope,
      @Nullable String issuedTokenType) {

    @Override
    public String toString() {
      return "Granted[" + scope + "]";
    }
  }

  @PostMapping(path = "/api/v1/auth/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Granted> token(
      @RequestParam("grant_type") String grantType,
      @RequestParam(name = "client_id", required = false) @Nullable String clientId,
      @RequestParam(name = "client_secret", required = false) @Nullable String clientSecret,
      @RequestParam(required = false) @Nullable String scope,
      @RequestParam(name = "subject_token", required = false) @Nullable String subjectToken,
      @RequestParam(name = "subject_token_type", required = false) @Nullable String subjectType) {
    var form = new Form(clientId, clientSecret, scope, subjectToken, subjectType);
    Granted granted =
        switch (grantType) {
          case "client_credentials" -> forService(form);
          case "urn:ietf:params:oauth:grant-type:token-exchange" -> forApiToken(form);
          default ->
              throw ProblemException.badRequest(
                  "auth.unsupported_grant_type",
                  "grant_type must be 'client_credentials' or"
                      + " 'urn:ietf:params:oauth:grant-type:token-exchange'.");
        };
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(granted);
  }

  private Granted forService(Form form) {
    String name = required("client_id", form.clientId());
    Client client = clients.get(name);
    if (client == null || !client.provedBy(required("client_secret", form.clientSecret()))) {
      throw ProblemException.unauthorized(
          "auth.invalid_client", "The client id or its secret is wrong.");
    }
    String scope = client.scope();
    if (form.scope() != null && !scope.equals(form.scope())) {
      throw ProblemException.badRequest(
          "auth.invalid_scope", "This client may ask for the scope '%s'.".formatted(scope));
    }
    return new Granted(
        accessTokens.forService(name, scope), "Bearer", AccessTokens.LIFE.toSeconds(), scope, null);
  }

  /** Whoever holds the token may use it: no client has to say who it is. */
  private Granted forApiToken(Form form) {
    String token = required("subject_token", form.subjectToken());
    if (!SUBJECT_TYPES.contains(required("subject_token_type", form.subjectTokenType()))) {
      throw ProblemException.badRequest(
          "auth.unsupported_token_type",
          "subject_token_type must be one of %s.".formatted(SUBJECT_TYPES));
    }
    return apiTokens
        .exchange(token)
        .map(
            it -> new Granted(it.accessToken(), "Bearer", it.expiresIn(), it.scope(), ACCESS_TOKEN))
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "auth.invalid_grant", "This is no API token, or it is one no longer."));
  }

  private static String required(String name, @Nullable String value) {
    if (value == null) {
      throw ProblemException.badRequest(
          "request.invalid_parameter", "The parameter '%s' is required.".formatted(name));
    }
    return value;
  }
}
