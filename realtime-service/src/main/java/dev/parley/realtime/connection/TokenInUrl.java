package dev.parley.realtime.connection;

import dev.parley.platform.problem.ProblemException;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Locale;
import java.util.Set;

/** An address is kept by logs, histories and proxies: no token belongs there. */
final class TokenInUrl {

  private static final Set<String> NAMES = Set.of("token", "access_token");

  private TokenInUrl() {}

  static boolean isIn(String uri) {
    try {
      return new QueryStringDecoder(uri)
          .parameters().keySet().stream()
              .anyMatch(name -> NAMES.contains(name.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  static ProblemException problem(String whereItBelongs) {
    return ProblemException.badRequest(
        "auth.token_in_url", "A token in the URL ends up in logs. " + whereItBelongs);
  }
}
