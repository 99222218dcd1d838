package dev.parley.chat.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.chat.event.AccountEvent.SessionRevoked;
import dev.parley.chat.event.ChatEvents;
import dev.parley.chat.token.AccessTokens;
import dev.parley.platform.trace.Conventions;
import dev.parley.platform.trace.Spans;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells everybody which sessions and API tokens ended before their access tokens do. */
@Component
class RevocationList {

  private static final Logger log = LoggerFactory.getLogger(RevocationList.class);

  /** Longer than an access token lives, by what clocks may differ and signing may take. */
  private static final Duration REMEMBERED = AccessTokens.LIFE.plusMinutes(1);

  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

  private static final String COMMAND = "SETEX";
  private static final Attributes TOLD =
      Attributes.of(Conventions.DB_SYSTEM, "redis", Conventions.DB_OPERATION, COMMAND);

  private final ChatEvents events;
  private final StringRedisTemplate redis;
  private final Spans spans;
  private final Clock clock;

  RevocationList(ChatEvents events, StringRedisTemplate redis, Spans spans, Clock clock) {
    this.events = events;
    this.redis = redis;
    this.spans = spans;
    this.clock = clock;
  }

  /** In the transaction that ended them: one statement and one trip to Redis, however many. */
  void announce(UUID accountId, List<UUID> ended) {
    if (ended.isEmpty()) {
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant tokensExpireAt = now.plus(AccessTokens.LIFE);
    events.ofAccount(
        ended.stream().map(id -> new SessionRevoked(id, accountId, now, tokensExpireAt)).toList());
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            remember(accountId, ended);
          }
        });
  }

  /** Redis away: they are over all the same, and it is told as soon as it is back. */
  private void remember(UUID accountId, List<UUID> ended) {
    if (!told(accountId, ended)) {
      log.warn("{} revoked sessions could not be announced, trying again", ended.size());
      var _ = Thread.ofVirtual().name("revocations").start(() -> keepTelling(accountId, ended));
    }
  }

  /** Until there are no access tokens left to refuse. */
  private void keepTelling(UUID accountId, List<UUID> ended) {
    Instant until = clock.instant().plus(REMEMBERED);
    try {
      do {
        Thread.sleep(AGAIN_AFTER);
      } while (!told(accountId, ended) && clock.instant().isBefore(until));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean told(UUID accountId, List<UUID> ended) {
    Span span = spans.call(COMMAND, TOLD);
    if (ended.size() > 1) {
      span.setAttribute(Conventions.DB_BATCH_SIZE, (long) ended.size());
    }
    try {
      redis.executePipelined(
          (RedisCallback<@Nullable Object>)
              connection -> {
                ended.forEach(id -> put(connection, accountId, id));
                return null;
              });
      return true;
    } catch (DataAccessException e) {
      Spans.failed(span, e);
      log.debug("{} revoked sessions could not be announced", ended.size(), e);
      return false;
    } finally {
      span.end();
    }
  }

  /** In the slot in which the gateway counts this account's requests: it asks both in one step. */
  private static void put(RedisConnection connection, UUID accountId, UUID id) {
    byte[] key = "parley:session:revoked:{%s}:%s".formatted(accountId, id).getBytes(UTF_8);
    connection.stringCommands().setEx(key, REMEMBERED.toSeconds(), new byte[] {'1'});
  }
}
