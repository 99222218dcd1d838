package dev.parley.gateway.balancing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;

/** What became of a request that was not answered. */
enum Failure {
  /** No connection came about: the instance knows nothing of it. */
  NOT_SENT,
  /** The instance may have done it. */
  BROKEN_OFF,
  /** Not the connection's doing: another instance would do no better. */
  OTHER;

  static Failure of(Throwable failure) {
    return switch (failure) {
      case ConnectException _, UnknownHostException _ -> NOT_SENT;
      case IOException _ -> BROKEN_OFF;
      default -> OTHER;
    };
  }
}
