package dev.parley.chat.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.chat.token.AccessTokens;
import dev.parley.platform.problem.ProblemException;
import java.security.MessageDigest;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tokens for services that call services: OAuth 2.0 client credentials. */
@RestController
class ServiceTokenController {

  private static final String CLIENT = "metrics-service";
  private static final String SCOPE = "ops";

  private final AccessTokens accessTokens;
  private final AccountProperties properties;

  ServiceTokenController(AccessTokens accessTokens, AccountProperties properties) {
    this.accessTokens = accessTokens;
    this.properties = properties;
  }

  record ServiceToken(String accessToken, String tokenType, long expiresIn, String scope) {}

  @PostMapping(path = "/api/v1/auth/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<ServiceToken> token(
      @RequestParam("grant_type") String grantType,
      @RequestParam("client_id") String clientId,
      @RequestParam("client_secret") String clientSecret,
      @RequestParam(defaultValue = SCOPE) String scope) {
    if (!"client_credentials".equals(grantType)) {
      throw ProblemException.badRequest(
          "auth.unsupported_grant_type", "grant_type must be 'client_credentials'.");
    }
    if (!CLIENT.equals(clientId) || !sameSecret(clientSecret)) {
      throw ProblemException.unauthorized(
          "auth.invalid_client", "The client id or its secret is wrong.");
    }
    if (!SCOPE.equals(scope)) {
      throw ProblemException.badRequest(
          "auth.invalid_scope", "This client may ask for the scope '%s'.".formatted(SCOPE));
    }
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(
            new ServiceToken(
                accessTokens.forService(CLIENT, SCOPE),
                "Bearer",
                AccessTokens.LIFE.toSeconds(),
                SCOPE));
  }

  private boolean sameSecret(String given) {
    return MessageDigest.isEqual(given.getBytes(UTF_8), properties.opsSecret().getBytes(UTF_8));
  }
}
