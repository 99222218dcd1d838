package dev.parley.chat.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
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

  record UserUpdated(UUID id, String username, String displayName, String role, Instant updatedAt)
      implements AccountEvent {
    @Override
    public String type() {
      return "chat.user.updated.v1";
    }

    @Override
    public UUID key() {
      return id;
    }
  }

  record UserDisabled(UUID id, Instant disabledAt) implements AccountEvent {
    @Override
    public String type() {
      return "chat.user.disabled.v1";
    }

    @Override
    public UUID key() {
      return id;
    }
  }

  record UserEnabled(UUID id, Instant enabledAt) implements AccountEvent {
    @Override
    public String type() {
      return "chat.user.enabled.v1";
    }

    @Override
    public UUID key() {
      return id;
    }
  }

  /** Of a personal API token too: its id is the session of its access tokens. */
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

  /**
   * An admin changed a setting of the installation.
   *
   * @param adminOnly whether the value is nobody else's business
   */
  record SettingsChanged(
      @JsonProperty("key") String name,
      JsonNode value,
      boolean isDefault,
      boolean adminOnly,
      UUID changedBy,
      Instant changedAt)
      implements AccountEvent {
    @Override
    public String type() {
      return "chat.settings.changed.v1";
    }

    /** The same for all, so that changes stay in the order they were made in. */
    @Override
    public UUID key() {
      return UUID.nameUUIDFromBytes("settings".getBytes(UTF_8));
    }
  }
}
