package dev.parley.platform.outbox;

/** Kafka refused an event for good, or its client gave up. */
final class RelayFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RelayFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
