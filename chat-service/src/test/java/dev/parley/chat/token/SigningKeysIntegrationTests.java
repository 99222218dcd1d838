package dev.parley.chat.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.RSAKey;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.TestServers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ChatServiceTest
class SigningKeysIntegrationTests {

  private static final SecretBox BOX = new SecretBox("a secret of this test", "signing-key");

  @Autowired private ChatClients people;

  @Test
  void instancesThatStartAtOnceAgreeOnOneKey() throws InterruptedException {
    Database database = Database.empty();
    Callable<RSAKey> start = () -> database.keys(BOX).current();

    List<RSAKey> keys;
    try (var threads = Executors.newFixedThreadPool(4)) {
      keys =
          threads.invokeAll(Stream.generate(() -> start).limit(4).toList()).stream()
              .map(Future::resultNow)
              .toList();
    }

    assertThat(keys).hasSize(4).containsOnly(keys.getFirst());
  }

  @Test
  void anotherSecretIsNamedAsTheCause() {
    Database database = Database.empty();
    database.keys(BOX).current();
    SigningKeys other = database.keys(new SecretBox("another secret", "signing-key"));

    assertThatThrownBy(other::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("PARLEY_SECRET");
  }

  @Test
  void theDatabaseAloneDoesNotGiveTheKeyAway() {
    Database database = Database.empty();
    RSAKey key = database.keys(BOX).current();

    byte[] stored =
        database.jdbc.sql("SELECT sealed FROM signing_key").query(byte[].class).single();

    assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("RSA", key.getPrivateExponent().toString());
  }

  @Test
  void onlyThePublicHalfIsPublished() {
    var answer = people.anonymous().get("/.well-known/jwks.json");

    var key = answer.json(200).required("keys").get(0);
    assertThat(key.required("kty").asText()).isEqualTo("RSA");
    assertThat(key.has("n")).isTrue();
    for (String secret : List.of("d", "p", "q", "dp", "dq", "qi")) {
      assertThat(key.has(secret)).as(secret).isFalse();
    }
    assertThat(answer.header("Cache-Control")).contains("max-age=300", "public");
  }

  private record Database(JdbcClient jdbc, TransactionTemplate transactions) {

    static Database empty() {
      var it = TestServers.freshDatabase("chat");
      var source = new DriverManagerDataSource(it.url(), it.user(), it.password());
      var database =
          new Database(
              JdbcClient.create(source),
              new TransactionTemplate(new JdbcTransactionManager(source)));
      database
          .jdbc
          .sql(
              "CREATE TABLE signing_key (id text PRIMARY KEY, sealed bytea NOT NULL,"
                  + " created_at timestamptz NOT NULL DEFAULT now())")
          .update();
      return database;
    }

    SigningKeys keys(SecretBox box) {
      return new SigningKeys(jdbc, transactions, box);
    }
  }
}
