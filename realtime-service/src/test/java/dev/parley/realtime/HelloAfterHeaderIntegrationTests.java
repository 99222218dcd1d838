package dev.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Patience;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Who signs in by header says the rest at once, and does not wait for the welcome. */
class HelloAfterHeaderIntegrationTests {

  private static final Installation INSTALLATION = Installation.fresh();
  private static final RealtimeInstance INSTANCE =
      RealtimeInstance.start(INSTALLATION, "SOCKET_JOINS_PER_SECOND=1");

  private final UUID room = UUID.randomUUID();
  private final UUID open = UUID.randomUUID();
  private final TestToken ada = TestTokens.userToken("ada-" + room);
  private final TestToken bob = TestTokens.userToken("bob-" + room);

  @AfterAll
  static void stop() {
    INSTANCE.close();
  }

  @Test
  void whatIsSaidBeforeTheWelcomeIsDoneAndAnsweredAfterIt() {
    INSTALLATION.addMember(room, ada.userId());
    INSTALLATION.addMember(room, bob.userId());
    try (var witness = WsClient.join(INSTANCE.ws(), bob.value())) {
      String cursor = post(witness, 1);
      post(witness, 2);
      try (var before = signIn(bob);
          var also = signIn(bob);
          var client = signIn(ada)) {
        client
            .say(
                "{\"type\":\"hello\",\"cursor\":\"%s\",\"watch\":[\"%s\"]}".formatted(cursor, open))
            .say("{\"type\":\"presence\",\"status\":\"away\"}")
            .say("{\"type\":\"typing\",\"conversation_id\":\"%s\",\"on\":true}".formatted(room));
        client.next("welcome");
        assertThat(client.next("resumed").path("complete").asBoolean()).isFalse();
        assertThat(client.next("gap").path("conversations").toString())
            .contains(room.toString(), open.toString());
        INSTALLATION.publish(
            "chat.message.posted.v1", open, Bodies.message(open, 1, "public", null, "Hi"));
        assertThat(client.until(open, 1)).hasSize(1);
        also.next("welcome");
        before.next("welcome");
        Onlooker.sees(before, ada.userId(), "away");
      }
      assertThat(witness.nextPassing("typing").path("users").toString())
          .contains(ada.userId().toString());
    }
  }

  /** What happens between the answer and the welcome would be told by nobody. */
  @Test
  void nothingIsCompleteBeforeTheWelcome() throws SQLException {
    INSTALLATION.addMember(room, ada.userId());
    INSTALLATION.addMember(room, bob.userId());
    try (var witness = WsClient.join(INSTANCE.ws(), bob.value());
        Connection database = INSTALLATION.database().connect()) {
      String cursor = post(witness, 1);
      database.setAutoCommit(false);
      try (var lock = database.createStatement()) {
        lock.execute("LOCK TABLE member IN ACCESS EXCLUSIVE MODE");
      }
      try (var client = signIn(ada)) {
        Patience.await().until(this::somebodyWaits);
        client.say("{\"type\":\"hello\",\"cursor\":\"%s\"}".formatted(cursor));
        client.say("{\"type\":\"ping\"}").next("pong");
        post(witness, 2);
        database.rollback();
        client.next("welcome");
        assertThat(client.next("resumed").path("complete").asBoolean()).isFalse();
        client.next("gap");
        INSTALLATION.post(room, 3);
        assertThat(client.until(room, 3)).hasSize(1);
      }
    }
  }

  @Test
  void whereNothingHappenedSinceItIsComplete() {
    try (var client = signIn(ada)) {
      String cursor = client.next("welcome").path("cursor").asText();
      client.say("{\"type\":\"hello\",\"cursor\":\"%s\"}".formatted(cursor));
      JsonNode resumed = client.next("resumed");
      assertThat(resumed.path("complete").asBoolean()).isTrue();
    }
  }

  private boolean somebodyWaits() throws SQLException {
    try (Connection database = INSTALLATION.database().connect();
        var statement = database.createStatement();
        ResultSet waiting =
            statement.executeQuery(
                "SELECT FROM pg_locks WHERE NOT granted AND relation = 'member'::regclass")) {
      return waiting.next();
    }
  }

  private static WsClient signIn(TestToken who) {
    return WsClient.connect(INSTANCE.ws(), "Authorization", who.bearer());
  }

  private String post(WsClient witness, long seq) {
    INSTALLATION.post(room, seq);
    return witness.until(room, seq).getLast().path("cursor").asText();
  }
}
