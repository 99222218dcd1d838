package dev.parley.metrics.alert.webhook;

/** What came of an attempt. */
sealed interface Answered {

  record Taken() implements Answered {}

  /** Asks for nothing more, ever. */
  record Gone() implements Answered {}

  record Failed(String why) implements Answered {}
}
