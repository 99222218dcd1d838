package dev.parley.chat.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;

/** What happens to accounts and their sessions, as infra/contracts publishes it. */
public sealed interface AccountEvent {

  @JsonIgnore
  String type();

  @JsonIgnore
  UUID key();

  record UserRegistered(
      UUID id, String username, String displayName, String role, Instant createdAt)
      implements AccountEvent {
    @Override
    public String type() {
      return "chat.user.registered.v1";
    }

    @Override
    public UUID key() {
      return id;
    }
  }

  record SessionRevoked(UUID sessionId, UUID userId, Instant revokedAt, Instant tokensExpireAt)
      implements AccountEvent {
    @Override
    public String type() {
      return "chat.session.revoked.v1";
    }

    @Override
    public UUID key() {
      return userId;
    }
  }
}
