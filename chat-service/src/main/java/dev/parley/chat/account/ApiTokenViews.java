package dev.parley.chat.account;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.ApiToken;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API tokens as they are asked for and shown. */
final class ApiTokenViews {

  private ApiTokenViews() {}

  record Wish(
      @NotBlank(message = "is required")
          @Size(max = 100, message = "must have at most 100 characters")
          @Pattern(
              regexp = AuthRequests.VISIBLE_NAME,
              message = "must have something to see, and no control characters")
          String name,
      @NotEmpty(message = "must name at least one of 'read', 'write' and 'admin'")
          @Size(max = 3, message = "must have at most 3 entries")
          List<
                  @NotNull(message = "must not be null")
                  @Pattern(
                      regexp = "read|write|admin",
                      message = "must be 'read', 'write' or 'admin'")
                  String>
              scopes,
      @Nullable Instant expiresAt) {

    private static final Duration USUAL_LIFE = Duration.ofDays(90);

    /** A year from the client's now, which may be a little ahead of ours. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);

    Instant expiry(Instant now) {
      return expiresAt == null ? now.plus(USUAL_LIFE) : expiresAt.truncatedTo(ChronoUnit.MILLIS);
    }

    List<String> sortedScopes() {
      return scopes.stream().distinct().sorted().toList();
    }

    void requireFor(Account owner, Instant now) {
      if (!expiry(now).isAfter(now) || expiry(now).isAfter(now.plus(LONGEST_LIFE))) {
        throw invalid(new FieldError("/expires_at", "must be in the future, at most a year"));
      }
      if (scopes.contains("admin") && !owner.isEnabledAdmin()) {
        throw invalid(new FieldError("/scopes", "may name 'admin' only for an admin"));
      }
    }

    private static ProblemException invalid(FieldError error) {
      return ProblemException.badRequest("request.invalid", "The request is not valid.", error);
    }
  }

  record Listed(
      UUID id,
      String name,
      String prefix,
      List<String> scopes,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant lastUsedAt) {

    Fresh with(String token) {
      return new Fresh(this, token);
    }
  }

  /** The one time that the token itself is shown. */
  record Fresh(@JsonUnwrapped Listed listed, String token) {

    @Override
    public String toString() {
      return "Fresh[" + listed.prefix() + "]";
    }
  }

  static Listed listed(ResultSet row, int number) throws SQLException {
    UUID id = Objects.requireNonNull(row.getObject("id", UUID.class));
    Timestamp lastUsed = row.getTimestamp("last_used_at");
    return new Listed(
        id,
        row.getString("name"),
        ApiToken.publicPart(id),
        List.of((String[]) row.getArray("scopes").getArray()),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        lastUsed == null ? null : lastUsed.toInstant());
  }
}
