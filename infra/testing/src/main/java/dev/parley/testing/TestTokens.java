package dev.parley.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.text.ParseException;
import java.util.Objects;
import java.util.UUID;

/** Access tokens as chat-service would issue them, and the public keys that go with them. */
public final class TestTokens {
  static final RSAKey KEY = key("parley-test");

  private static final Shared<KeyServer> KEYS =
      new Shared<>(() -> new KeyServer(new JWKSet(KEY.toPublicJWK())));

  private TestTokens() {}

  /** For {@code PARLEY_JWKS_URL}. */
  public static URI jwksUrl() {
    return KEYS.get().url();
  }

  /** Private part included, for the test of the service that signs tokens itself. */
  public static RSAKey signingKey() {
    return KEY;
  }

  /** A signed-in user; the same name is always the same user. */
  public static TestToken userToken(String username) {
    return TestToken.of(userId(username).toString()).claim("name", username).claim("role", "user");
  }

  public static TestToken adminToken() {
    return userToken("admin").admin();
  }

  /** A service on its own behalf, as metrics-service asks for actuators: scope {@code ops}. */
  public static TestToken serviceToken(String client) {
    return TestToken.of(client).claim("name", client).withScope("ops");
  }

  public static UUID userId(String username) {
    return UUID.nameUUIDFromBytes(username.getBytes(UTF_8));
  }

  /** Of a key that nobody has published, whatever it says to be. */
  static RSAKey stranger(String id) {
    return new RSAKey.Builder(key("parley-test-stranger")).keyID(id).build();
  }

  /** Everybody may know these keys; to make one takes seconds in a JVM that has just started. */
  private static RSAKey key(String id) {
    try (InputStream keys = TestTokens.class.getResourceAsStream("keys.json")) {
      return JWKSet.load(Objects.requireNonNull(keys)).getKeyByKeyId(id).toRSAKey();
    } catch (IOException | ParseException e) {
      throw new IllegalStateException(e);
    }
  }
}
