package dev.parley.platform.security;

import dev.parley.platform.problem.ProblemException;
import java.util.Optional;
import java.util.Set;

/**
 * What the scopes of a personal API token let it do. A session's token has none of them and may do
 * all that its person may; a service's token has others, which are no concern here.
 */
public final class Scopes {

  public static final String READ = "read";
  public static final String WRITE = "write";
  public static final String ADMIN = "admin";

  private static final Set<String> PERSONAL = Set.of(READ, WRITE, ADMIN);
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  private Scopes() {}

  /** Whether these narrow what the person may do. */
  public static boolean restrict(Set<String> scopes) {
    return scopes.stream().anyMatch(PERSONAL::contains);
  }

  /** Rights of an admin are given only to the token that asked for them. */
  static Role narrowed(Role role, Set<String> scopes) {
    return restrict(scopes) && !scopes.contains(ADMIN) ? Role.USER : role;
  }

  static String neededFor(String method) {
    return SAFE_METHODS.contains(method) ? READ : WRITE;
  }

  /** The problem, where a token with these scopes may not do what takes the one needed. */
  public static Optional<ProblemException> missing(String needed, Set<String> scopes) {
    return restrict(scopes) && !scopes.contains(needed)
        ? Optional.of(
            ProblemException.forbidden(
                "auth.scope_missing", "This API token lacks the scope '%s'.".formatted(needed)))
        : Optional.empty();
  }

  static ProblemException sessionRequired() {
    return ProblemException.forbidden(
        "auth.session_required",
        "This concerns the security of an account: sign in, an API token does not do.");
  }
}
