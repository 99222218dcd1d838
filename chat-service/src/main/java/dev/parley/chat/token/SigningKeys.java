package dev.parley.chat.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The key that signs access tokens: made once, sealed in the database, shared by all instances. */
final class SigningKeys {

  private static final int KEY_BITS = 2048;
  // any number that no other advisory lock of this schema uses
  private static final long LOCK = 7_205_001;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final SecretBox box;

  SigningKeys(JdbcClient jdbc, TransactionTemplate transactions, SecretBox box) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.box = box;
  }

  /** Several instances that start at once agree on one key: that of the first to store it. */
  RSAKey current() {
    return stored()
        .orElseGet(
            () -> {
              storeUnlessThereIsOne(generated());
              return stored().orElseThrow();
            });
  }

  private Optional<RSAKey> stored() {
    return jdbc.sql("SELECT sealed FROM signing_key ORDER BY created_at DESC LIMIT 1")
        .query(byte[].class)
        .optional()
        .map(this::opened);
  }

  private void storeUnlessThereIsOne(RSAKey key) {
    byte[] sealed = box.seal(key.toJSONString().getBytes(UTF_8));
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query(rs -> {});
          jdbc.sql(
                  """
                  INSERT INTO signing_key (id, sealed)
                  SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM signing_key)
                  """)
              .param(key.getKeyID())
              .param(sealed)
              .update();
        });
  }

  private RSAKey opened(byte[] sealed) {
    try {
      return RSAKey.parse(new String(box.open(sealed), UTF_8));
    } catch (GeneralSecurityException | ParseException e) {
      throw new IllegalStateException(
          "The signing key in the database was sealed with another PARLEY_SECRET. Set the former"
              + " one, or delete the row in chat.signing_key: everybody has to sign in again then.",
          e);
    }
  }

  /** Outside of any transaction: a cold JVM on a busy machine takes seconds for it. */
  private static RSAKey generated() {
    try {
      return new RSAKeyGenerator(KEY_BITS)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK can make RSA keys", e);
    }
  }
}
