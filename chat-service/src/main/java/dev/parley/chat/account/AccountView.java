package dev.parley.chat.account;

import dev.parley.platform.resource.Moving;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as its owner and admins see it. */
public record AccountView(
    UUID id,
    String username,
    String email,
    String displayName,
    String role,
    boolean disabled,
    Instant createdAt,
    @Moving @Nullable Instant lastLoginAt)
    implements UserView {

  UserView.Public asOthersSeeIt() {
    return new UserView.Public(id, username, displayName, createdAt);
  }
}
