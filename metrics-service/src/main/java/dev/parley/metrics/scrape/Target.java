package dev.parley.metrics.scrape;

import java.net.URI;

/** An instance to be read, and how to sign in there. */
record Target(String service, String id, URI address, Login login) {

  /** Fail open: an instance that we cannot sign in to is shown as such. */
  sealed interface Login {
    record ServiceToken() implements Login {}

    record Basic(String header) implements Login {}
  }
}
