package dev.parley.platform.idempotency;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a key stands for when a request comes with it. */
sealed interface Claim {

  /**
   * Nobody else runs it.
   *
   * @param again whether an attempt before this one may have done something
   */
  record Ours(Instant firstAttempt, boolean again) implements Claim {}

  /** Another attempt runs. */
  record Running() implements Claim {}

  /** The key came with something else before. */
  record OfAnother() implements Claim {}

  /**
   * It was done.
   *
   * @param body {@code null}: it held a secret and was not kept
   * @param content of the request, where it could not be hashed before it was done; {@code null}:
   *     it was, or was never read whole
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answered(
      int status,
      @Nullable String contentType,
      @Nullable String location,
      byte @Nullable [] body,
      byte @Nullable [] content)
      implements Claim {}
}
