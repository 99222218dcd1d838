package dev.parley.realtime.connection;

import dev.parley.platform.security.Caller;
import dev.parley.platform.security.Scopes;
import dev.parley.platform.security.TokenProperties;
import dev.parley.realtime.session.RevokedSessions;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/**
 * Checks tokens, of sessions and personal API tokens alike. Blocks where keys have to be fetched or
 * an API token to be exchanged: not for event loops.
 */
@Component
final class Doorkeeper {

  /** Why there is no access. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    final Farewell farewell;

    Refused(Farewell farewell) {
      super(farewell.reason, null, false, false);
      this.farewell = farewell;
    }
  }

  /** Who is connected knows when to renew; a clock that is not ours is no reason to stay longer. */
  private static final Duration STAYS_LONGER_AT_MOST = Duration.ofSeconds(3);

  private final JwtDecoder decoder;
  private final RevokedSessions revoked;
  private final Duration grace;

  Doorkeeper(JwtDecoder decoder, RevokedSessions revoked, TokenProperties tokens) {
    this.decoder = decoder;
    this.revoked = revoked;
    this.grace =
        tokens.clockSkew().compareTo(STAYS_LONGER_AT_MOST) < 0
            ? tokens.clockSkew()
            : STAYS_LONGER_AT_MOST;
  }

  Access verify(@Nullable String token) throws Refused {
    if (token == null || token.isBlank()) {
      throw new Refused(Farewell.TOKEN_MISSING);
    }
    try {
      Jwt jwt = decoder.decode(token);
      Instant expiresAt = jwt.getExpiresAt();
      // without a role it is a service's own token, which is nobody who could listen
      if (expiresAt == null || jwt.getClaimAsString("role") == null) {
        throw new Refused(Farewell.TOKEN_INVALID);
      }
      Caller caller = Caller.of(jwt);
      if (Scopes.missing(Scopes.READ, caller.scopes()).isPresent()) {
        throw new Refused(Farewell.SCOPE_MISSING);
      }
      return new Access(caller, expiresAt.plus(grace));
    } catch (BadJwtException | IllegalArgumentException _) {
      throw new Refused(Farewell.TOKEN_INVALID);
    } catch (JwtException _) {
      throw new Refused(Farewell.UNAVAILABLE);
    }
  }

  void requireNotRevoked(Access access) throws Refused {
    UUID sessionId = access.caller().sessionId();
    if (sessionId != null && revoked.contains(sessionId)) {
      throw new Refused(Farewell.REVOKED);
    }
  }
}
