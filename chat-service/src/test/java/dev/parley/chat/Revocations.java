package dev.parley.chat;

import dev.parley.testing.KafkaProbe;
import dev.parley.testing.Patience;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What the gateway and realtime-service hear of sessions that ended. */
@TestConfiguration(proxyBeanMethods = false)
public class Revocations {

  private final StringRedisTemplate redis;

  Revocations(StringRedisTemplate redis) {
    this.redis = redis;
  }

  public boolean has(UUID session) {
    return !redis.keys(key("*", session)).isEmpty();
  }

  /** Where Redis was slow it is tried again. */
  public void awaitOf(UUID session) {
    Patience.await().ignoreExceptions().until(() -> has(session));
  }

  public long secondsLeft(UUID user, UUID session) {
    return redis.getExpire(key(user, session));
  }

  /** The sessions in the first so many events of this user. */
  public List<UUID> await(UUID user, int count) {
    try (KafkaProbe kafka = KafkaProbe.open()) {
      return kafka
          .await(
              "chat.accounts",
              count,
              record ->
                  "chat.session.revoked.v1".equals(record.type())
                      && user.toString().equals(record.key()))
          .stream()
          .map(record -> UUID.fromString(record.json().required("session_id").asText()))
          .toList();
    }
  }

  private static String key(Object user, UUID session) {
    return "parley:session:revoked:{" + user + "}:" + session;
  }
}
