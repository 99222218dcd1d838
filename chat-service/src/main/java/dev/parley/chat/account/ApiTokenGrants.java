package dev.parley.chat.account;

import dev.parley.chat.token.AccessTokens;
import dev.parley.platform.security.ApiToken;
import dev.parley.platform.security.Role;
import dev.parley.platform.security.Scopes;
import dev.parley.platform.security.TokenHash;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What API tokens are exchanged for: access tokens that every service verifies for itself. */
@Component
class ApiTokenGrants {

  /** So a token in constant use costs one write a minute. */
  private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final AccessTokens accessTokens;
  private final Clock clock;

  ApiTokenGrants(JdbcClient jdbc, AccessTokens accessTokens, Clock clock) {
    this.jdbc = jdbc;
    this.accessTokens = accessTokens;
    this.clock = clock;
  }

  record Grant(String accessToken, long expiresIn, String scope) {

    @Override
    public String toString() {
      return "Grant[" + scope + "]";
    }
  }

  private record Known(
      UUID id,
      UUID accountId,
      String username,
      String role,
      List<String> scopes,
      Instant expiresAt) {

    /** The role is that of the account, as far as the token asked for it. */
    String usableRole() {
      return scopes.contains(Scopes.ADMIN) ? role : Role.USER.wireName();
    }
  }

  /** Empty where the text is no API token, or none that is good today. */
  Optional<Grant> exchange(String text) {
    // before the lookup, see AccessTokens.forApiToken
    Instant now = clock.instant();
    return ApiToken.parse(text)
        .flatMap(token -> known(token, now))
        .map(
            token -> {
              noteUse(token.id(), now);
              return grant(token, now);
            });
  }

  private Grant grant(Known token, Instant now) {
    Instant usual = now.plus(AccessTokens.LIFE);
    Instant expiresAt = usual.isBefore(token.expiresAt()) ? usual : token.expiresAt();
    String scope = String.join(" ", token.scopes());
    String accessToken =
        accessTokens.forApiToken(
            token.accountId(),
            token.username(),
            token.usableRole(),
            token.id(),
            scope,
            now,
            expiresAt);
    return new Grant(accessToken, Duration.between(now, expiresAt).toSeconds(), scope);
  }

  private Optional<Known> known(ApiToken token, Instant now) {
    return jdbc.sql(
            """
            SELECT t.id, t.account_id, a.username, a.role, t.scopes, t.expires_at
            FROM api_token t JOIN account a ON a.id = t.account_id
            WHERE t.id = ? AND t.hash = ? AND t.expires_at > ? AND a.disabled_at IS NULL
            """)
        .params(token.id(), TokenHash.of(token.text()), Timestamp.from(now))
        .query(
            (row, n) ->
                new Known(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    row.getString(3),
                    row.getString(4),
                    List.of((String[]) row.getArray(5).getArray()),
                    row.getTimestamp(6).toInstant()))
        .optional();
  }

  private void noteUse(UUID id, Instant now) {
    jdbc.sql(
            """
            UPDATE api_token SET last_used_at = ?
            WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)
            """)
        .params(Timestamp.from(now), id, Timestamp.from(now.minus(USE_NOTED_EVERY)))
        .update();
  }
}
