package dev.parley.platform.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.platform.cache.Announcement.Ref;
import dev.parley.platform.redis.RedisLink;
import dev.parley.platform.redis.RedisScript;
import io.lettuce.core.ScriptOutputType;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The second level: what all instances share. Nobody waits for it longer than a moment. */
final class RedisStore {

  /** Longer than any load and any commit takes; who is slower is refused, or waited for no more. */
  private static final byte[] PATIENCE_MILLIS = bytes("30000");

  private static final int EPOCH_LENGTH = 8;

  private final RedisLink<byte[]> link;
  private final Trust trust;
  private final String prefix;
  private final long timeoutNanos;
  private final SecureRandom random = new SecureRandom();
  private final String instance = randomHex();
  private final AtomicLong tokens = new AtomicLong();

  /**
   * @param prefix of all keys of this service
   */
  RedisStore(RedisLink<byte[]> link, Trust trust, String prefix, Duration timeout) {
    this.link = link;
    this.trust = trust;
    this.prefix = prefix;
    timeoutNanos = timeout.toNanos();
  }

  String instance() {
    return instance;
  }

  /** What Redis said of a key. */
  sealed interface Reading {
    /** With the life it has left. */
    final class Value implements Reading {
      private final byte[] json;
      private final Duration left;

      Value(byte[] json, Duration left) {
        this.json = json;
        this.left = left;
      }

      byte[] json() {
        return json;
      }

      Duration left() {
        return left;
      }
    }

    /** Nothing is known, and what is loaded from now on may be put. */
    record Lease(String token) implements Reading {}

    /** Somebody is changing it, or Redis does not say: load, and keep nothing. */
    record Nothing() implements Reading {}
  }

  Reading read(String key, String epoch) {
    byte[] lease = bytes("~" + token());
    List<Object> answer =
        await(
            link.run(
                Scripts.READ,
                ScriptOutputType.MULTI,
                List.of(key),
                new byte[][] {bytes(epoch), lease, PATIENCE_MILLIS}));
    if (answer == null || !(answer.getFirst() instanceof byte[] state)) {
      return new Reading.Nothing();
    }
    return switch (state[0]) {
      case 'v' ->
          new Reading.Value(
              Arrays.copyOfRange(state, 1 + EPOCH_LENGTH, state.length),
              Duration.ofMillis(Math.max(0, (Long) answer.get(1))));
      case '~' -> new Reading.Lease(new String(state, UTF_8));
      default -> new Reading.Nothing();
    };
  }

  /** Is not waited for: that memory may keep it does not hang on whether Redis does. */
  void put(String key, String lease, String epoch, byte[] json, Duration ttl) {
    byte[] head = bytes("v" + epoch);
    byte[] value = Arrays.copyOf(head, head.length + json.length);
    System.arraycopy(json, 0, value, head.length, json.length);
    count(Scripts.PUT, List.of(key), bytes(lease), value, bytes(Long.toString(ttl.toMillis())));
  }

  /**
   * Before a commit.
   *
   * @return whether all instances have been told, and none puts what it has loaded before
   */
  boolean mark(Collection<String> keys, Collection<Ref> refs, String writer) {
    return trust.holds()
        && await(
                count(
                    Scripts.MARK,
                    List.copyOf(keys),
                    bytes(writer),
                    PATIENCE_MILLIS,
                    bytes(link.channel()),
                    bytes(Announcement.changed(refs))))
            != null;
  }

  /** After it, or in place of a mark that could not be set. */
  CompletionStage<Long> release(Collection<String> keys, Collection<Ref> refs, String writer) {
    return count(
        Scripts.RELEASE,
        List.copyOf(keys),
        bytes(writer),
        bytes(link.channel()),
        bytes(Announcement.changed(refs)));
  }

  CompletionStage<Long> pulse(Collection<String> kinds, long sentAt) {
    return pulse("HSETNX", kinds, sentAt);
  }

  /** From now on nothing counts that is known of these kinds. */
  CompletionStage<Long> forget(Collection<String> kinds, long sentAt) {
    return pulse("HSET", kinds, sentAt);
  }

  private CompletionStage<Long> pulse(String how, Collection<String> kinds, long sentAt) {
    Stream<String> head = Stream.of(link.channel(), Announcement.pulseHead(instance, sentAt), how);
    Stream<String> epochs = kinds.stream().flatMap(kind -> Stream.of(kind, randomHex()));
    return count(
        Scripts.PULSE,
        List.of(prefix + "epochs"),
        Stream.concat(head, epochs).map(RedisStore::bytes).toArray(byte[][]::new));
  }

  private CompletionStage<Long> count(RedisScript script, List<String> keys, byte[]... arguments) {
    return link.run(script, ScriptOutputType.INTEGER, keys, arguments);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Nobody else ever has the same. */
  String token() {
    return instance + Long.toString(tokens.incrementAndGet(), Character.MAX_RADIX);
  }

  /** Null: not in time, or not at all; from now on nobody asks until Redis has proved itself. */
  private <T> @Nullable T await(CompletionStage<T> answer) {
    try {
      return answer.toCompletableFuture().get(timeoutNanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      trust.lose();
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private String randomHex() {
    byte[] bytes = new byte[EPOCH_LENGTH / 2];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  String key(CacheKind<?, ?> kind, String key) {
    return prefix + kind.name() + ":" + kind.version() + ":" + key;
  }
}
