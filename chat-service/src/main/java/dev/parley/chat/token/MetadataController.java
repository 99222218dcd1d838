package dev.parley.chat.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.platform.security.TokenProperties;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where tokens come from and what verifies them, in the form of RFC 8414. There is no authorization
 * endpoint: people sign in at {@code /api/v1/auth/login}.
 */
@RestController
class MetadataController {

  private final Metadata metadata;

  MetadataController(TokenProperties tokens, @Value("${parley.public-url}") String url) {
    String base = url.replaceAll("/+$", "");
    this.metadata =
        new Metadata(
            tokens.issuer(),
            base + "/.well-known/jwks.json",
            base + "/api/v1/auth/token",
            List.of("client_credentials", "urn:ietf:params:oauth:grant-type:token-exchange"),
            List.of("client_secret_post", "none"),
            List.of("read", "write", "admin", "ops"),
            List.of());
  }

  record Metadata(
      String issuer,
      @JsonProperty("jwks_uri") String jwksUri,
      String tokenEndpoint,
      List<String> grantTypesSupported,
      List<String> tokenEndpointAuthMethodsSupported,
      List<String> scopesSupported,
      List<String> responseTypesSupported) {}

  @GetMapping("/.well-known/openid-configuration")
  ResponseEntity<Metadata> metadata() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
        .body(metadata);
  }
}
