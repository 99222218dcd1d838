package dev.parley.platform.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the ids of what is made come from. In a request with an {@code Idempotency-Key} they follow
 * from the key: a second attempt, after a crash that nobody heard the end of, gives the same ids
 * and so finds what the first one has made. Ask on the request's thread.
 */
public final class Ids {

  private static final ThreadLocal<@Nullable Derived> DERIVED = new ThreadLocal<>();

  /** UUIDv7 either way: they go to the end of an index. */
  public UUID next() {
    Derived current = DERIVED.get();
    return current == null ? UuidCreator.getTimeOrderedEpoch() : current.next();
  }

  /**
   * Whether an earlier attempt of this request may have used the same ids: look for what it made
   * before making it.
   */
  public boolean mayBeThere() {
    Derived current = DERIVED.get();
    return current != null && current.again;
  }

  void deriveFrom(byte[] claim, Instant firstAttempt, boolean again) {
    DERIVED.set(new Derived(claim, firstAttempt, again));
  }

  void derivesNoMore() {
    DERIVED.remove();
  }

  /** The time of the first attempt, and a hash in place of chance. */
  private static final class Derived {
    private final byte[] claim;
    private final long millis;
    private final boolean again;
    private int given;

    Derived(byte[] claim, Instant firstAttempt, boolean again) {
      this.claim = claim;
      this.millis = firstAttempt.toEpochMilli();
      this.again = again;
    }

    UUID next() {
      byte[] hash = Hashes.sha256(claim, Integer.toString(given++).getBytes(UTF_8));
      ByteBuffer bits = ByteBuffer.wrap(hash);
      long most = (millis << 16) | 0x7000 | (bits.getLong() & 0xFFF);
      long least = (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
      return new UUID(most, least);
    }
  }
}
