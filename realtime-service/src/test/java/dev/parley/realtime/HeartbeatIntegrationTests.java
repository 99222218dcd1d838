package dev.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Who is gone without a word is noticed. */
class HeartbeatIntegrationTests {

  private static final RealtimeInstance INSTANCE =
      RealtimeInstance.start(Running.INSTALLATION, "parley.realtime.heartbeat=1s");

  private final TestToken ada = TestTokens.userToken("ada of heartbeats");

  @AfterAll
  static void stop() {
    INSTANCE.close();
  }

  /** Java's client answers pings by itself. */
  @Test
  void whoAnswersStaysAndWhoDoesNotIsCutOff() throws IOException {
    try (var alive = WsClient.join(INSTANCE.ws(), ada.value());
        var silent = new SleepyClient(INSTANCE, ada)) {
      silent.say("{\"type\":\"ping\"}");
      silent.readUntil("pong"); // from which on it is silent
      assertThat(silent.countPings()).isEqualTo(2);
      alive.say("{\"type\":\"ping\"}").next("pong");
    }
  }
}
