package dev.parley.local.process;

/** The signal that asks a process to end in good order. */
public enum StopSignal {
  /** What nearly all take as "finish and go". */
  TERM,
  /** PostgreSQL's "fast shutdown"; TERM would wait for its clients to leave. */
  INT
}
