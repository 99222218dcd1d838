package dev.parley.gateway.socket;

import dev.parley.gateway.request.IncomingRequest;
import dev.parley.platform.problem.ProblemException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Logs, histories and proxies keep addresses, so no token belongs there; and where events are told,
 * clients that can set no header are tempted to put it there.
 */
final class TokenRule {

  private static final String EVENTS = "/api/v1/events";
  private static final Set<String> NAMES = Set.of("token", "access_token");

  private TokenRule() {}

  static @Nullable ProblemException violation(IncomingRequest request) {
    String query = request.query();
    if (query == null || !names(query)) {
      return null;
    }
    if (request.path().equals(EVENTS)) {
      return problem("Send it in the header Authorization.");
    }
    return HandshakeRules.isSocketPath(request.path())
        ? problem("Send it in the header Authorization or in the hello.")
        : null;
  }

  private static ProblemException problem(String whereItBelongs) {
    return ProblemException.badRequest(
        "auth.token_in_url", "A token in the URL ends up in logs. " + whereItBelongs);
  }

  private static boolean names(String query) {
    for (String parameter : query.split("&", -1)) {
      int value = parameter.indexOf('=');
      String name = HandshakeRules.decoded(value < 0 ? parameter : parameter.substring(0, value));
      if (NAMES.contains(name.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }
}
