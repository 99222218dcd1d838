package dev.parley.realtime;

/** Two instances of one installation, started once for all test classes that need nothing else. */
final class Running {

  static final Installation INSTALLATION = Installation.fresh();
  static final RealtimeInstance ONE =
      RealtimeInstance.start(INSTALLATION, "parley.realtime.slow-within=2s");

  /** Allows for clocks what is allowed where nothing is set. */
  static final RealtimeInstance TWO =
      RealtimeInstance.start(INSTALLATION, "parley.security.clock-skew=30s");

  private Running() {}
}
