package dev.parley.gateway.cache;

/** What the cache says to a request. */
sealed interface Lookup {

  /** The header that says what became of a request here (RFC 9211). */
  String STATUS = "Cache-Status";

  /** As it is called there. */
  String NAME = "parley";

  /** This is the answer. */
  record Hit(StoredAnswer answer, long now) implements Lookup {

    String status() {
      return NAME + "; hit; ttl=" + (answer.freshUntil() - now) / 1000;
    }
  }

  /**
   * A service has to be asked.
   *
   * @param status why
   * @param stored the same when the answer was kept
   * @param mayStore whether it may be
   * @param expected whether something public was here before
   */
  record Miss(String status, String stored, boolean mayStore, boolean expected) implements Lookup {

    static Miss of(String reason, boolean mayStore, boolean expected) {
      String status = NAME + "; fwd=" + reason;
      return new Miss(status, status + "; stored", mayStore, expected);
    }
  }
}
