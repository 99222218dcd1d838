package dev.parley.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.platform.problem.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** Who asks, as a verified access token says; the role is what the token may use of it. */
public record Caller(
    UUID userId, String username, Role role, @Nullable UUID sessionId, Set<String> scopes) {

  public static Caller of(Jwt token) {
    String subject = String.valueOf(token.getSubject());
    String name = token.getClaimAsString("name");
    String session = token.getClaimAsString("sid");
    String scope = token.getClaimAsString("scope");
    Set<String> scopes =
        scope == null || scope.isBlank() ? Set.of() : Set.copyOf(List.of(scope.split(" ")));
    return new Caller(
        id(subject),
        name == null ? subject : name,
        Scopes.narrowed(Role.of(token.getClaimAsString("role")), scopes),
        session == null ? null : UUID.fromString(session),
        scopes);
  }

  public boolean isAdmin() {
    return role == Role.ADMIN;
  }

  public void requireAdmin() {
    if (!isAdmin()) {
      throw ProblemException.forbidden("access.denied", "This is for admins.");
    }
  }

  /** For what concerns the security of the account: an API token may not do it. */
  public void requireSession() {
    if (Scopes.restrict(scopes)) {
      throw Scopes.sessionRequired();
    }
  }

  public boolean hasScope(String scope) {
    return scopes.contains(scope);
  }

  /** A service client's subject is its name; it gets the id that always belongs to that name. */
  private static UUID id(String subject) {
    try {
      return UUID.fromString(subject);
    } catch (IllegalArgumentException _) {
      return UUID.nameUUIDFromBytes(subject.getBytes(UTF_8));
    }
  }
}
