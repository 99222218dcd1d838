package dev.parley.chat.account;

import java.time.Instant;
import java.util.UUID;

/** An account, as far as whoever asks may see it. */
sealed interface UserView permits AccountView, UserView.Public {

  /** What everybody who is signed in may know. */
  record Public(UUID id, String username, String displayName, Instant createdAt)
      implements UserView {}
}
