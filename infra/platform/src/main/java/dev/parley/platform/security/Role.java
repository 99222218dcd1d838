package dev.parley.platform.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an account is to the whole installation, as the access token says. */
public enum Role {
  @JsonProperty("user")
  USER,
  @JsonProperty("admin")
  ADMIN;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> named(String wireName) {
    return Arrays.stream(values()).filter(role -> role.wireName().equals(wireName)).findFirst();
  }

  /** Unknown roles have no rights beyond a user's. */
  static Role of(@Nullable String wireName) {
    return "admin".equals(wireName) ? ADMIN : USER;
  }
}
