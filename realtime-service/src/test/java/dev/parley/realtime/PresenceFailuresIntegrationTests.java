package dev.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.server.RedisServer;
import dev.parley.testing.Patience;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.WsClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Redis and instances that go without a word. */
class PresenceFailuresIntegrationTests {

  private static final String[] SHORT = {
    "parley.realtime.presence.ttl=3s",
    "parley.realtime.presence.renew=500ms",
    "parley.realtime.presence.absence=500ms",
    "parley.realtime.presence.check=200ms"
  };

  private final Installation installation = Installation.fresh();
  private final UUID conversation = UUID.randomUUID();
  private final TestToken ada = TestTokens.userToken("ada-" + conversation);
  private final TestToken bob = TestTokens.userToken("bob-" + conversation);

  @Test
  void peopleOfAKilledInstanceAreFoundToBeGone() {
    meet();
    try (var one = RealtimeInstance.start(installation, SHORT);
        var two = RealtimeProcess.start(installation, SHORT).awaitListening();
        var onlooker = WsClient.join(one.ws(), ada.value())) {
      try (var _ = joinedAsSoonAsItServes(two)) {
        Onlooker.sees(onlooker, bob.userId(), "online");
        two.kill();
        long killed = System.nanoTime();
        Onlooker.sees(onlooker, bob.userId(), "offline");
        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(20));
      }
    }
  }

  @Test
  void withoutRedisMessagesFlowAndNobodyIsSaidToBeThere() {
    meet();
    try (RedisServer redis = RedisServer.startTemporary()) {
      String[] settings = Arrays.copyOf(SHORT, SHORT.length + 1);
      settings[SHORT.length] = "REDIS_URL=" + redis.url();
      try (var one = RealtimeInstance.start(installation, settings);
          var two = RealtimeInstance.start(installation, settings);
          var near = WsClient.join(one.ws(), ada.value());
          var far = WsClient.join(two.ws(), bob.value())) {
        Onlooker.sees(near, bob.userId(), "online");
        redis.stop();
        Onlooker.knowsNothing(near);
        Onlooker.knowsNothing(far);
        installation.post(conversation, 1);
        near.until(conversation, 1);
        far.until(conversation, 1);
        try (var late = WsClient.join(one.ws(), ada.value())) {
          Onlooker.knowsNothing(late);
          redis.restart();
          Onlooker.sees(late, bob.userId(), "online");
        }
        Onlooker.sees(near, bob.userId(), "online");
        Onlooker.sees(far, ada.userId(), "online");
        assertThat(one.metric("realtime.redis.failures")).isPositive();
      }
    }
  }

  /** It answers nobody, and closes no connection either. */
  @Test
  void aFrozenRedisHoldsNobodyUp() {
    meet();
    try (RedisServer redis = RedisServer.startTemporary()) {
      String[] settings = Arrays.copyOf(SHORT, SHORT.length + 1);
      settings[SHORT.length] = "REDIS_URL=" + redis.url();
      try (var one = RealtimeInstance.start(installation, settings);
          var near = WsClient.join(one.ws(), ada.value())) {
        Onlooker.knowsSomething(near);
        redis.pause();
        try {
          installation.post(conversation, 1);
          near.until(conversation, 1);
          Onlooker.knowsNothing(near);
          try (var late = WsClient.join(one.ws(), bob.value())) {
            Onlooker.knowsNothing(late);
            redis.resume();
            Onlooker.sees(near, bob.userId(), "online");
          }
        } finally {
          redis.resume();
        }
      }
    }
  }

  private WsClient joinedAsSoonAsItServes(RealtimeProcess instance) {
    return Patience.upTo(Patience.BOUND.multipliedBy(3))
        .ignoreExceptions()
        .until(() -> WsClient.join(instance.ws(), bob.value()), Objects::nonNull);
  }

  private void meet() {
    installation.addMember(conversation, ada.userId());
    installation.addMember(conversation, bob.userId());
  }
}
