package dev.parley.chat.account;

import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells the gateway which sessions ended before their access tokens do. */
@Component
class RevocationList {

  private static final Logger log = LoggerFactory.getLogger(RevocationList.class);

  private final StringRedisTemplate redis;

  RevocationList(StringRedisTemplate redis) {
    this.redis = redis;
  }

  void addAfterCommit(UUID sessionId, Duration life) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            add(sessionId, life);
          }
        });
  }

  /** Redis away: the session is over all the same, its last access token lives out its minutes. */
  private void add(UUID sessionId, Duration life) {
    try {
      redis.opsForValue().set("parley:session:revoked:{" + sessionId + "}", "1", life);
    } catch (RedisConnectionFailureException | RedisSystemException | QueryTimeoutException e) {
      log.warn("a revoked session could not be announced: {}", e.toString());
    }
  }
}
