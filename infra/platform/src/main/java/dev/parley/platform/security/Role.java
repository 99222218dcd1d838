package dev.parley.platform.security;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an account is to the whole installation, as the access token says. */
public enum Role {
  USER,
  ADMIN;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Unknown roles have no rights beyond a user's. */
  static Role of(@Nullable String wireName) {
    return "admin".equals(wireName) ? ADMIN : USER;
  }
}
