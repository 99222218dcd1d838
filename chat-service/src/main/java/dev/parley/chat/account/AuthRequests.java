package dev.parley.chat.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What clients send to sign up and in. */
final class AuthRequests {

  /**
   * Of what takes no place only the joiner of emoji may be there. One class of characters: an
   * alternation would be a call deeper for each of them, and anybody may send many.
   */
  static final String VISIBLE_NAME = "(?=.*[\\p{L}\\p{N}\\p{P}\\p{S}])[\\P{C}\\x{200D}]*+";

  private AuthRequests() {}

  record Register(
      @NotNull(message = "is required")
          @Pattern(
              regexp = "[A-Za-z0-9][A-Za-z0-9._-]{1,31}",
              message = "must be 2 to 32 letters, digits, dots, dashes or underscores")
          String username,
      @NotBlank(message = "is required")
          @Email(message = "must be an e-mail address")
          @Size(max = 254, message = "must have at most 254 characters")
          String email,
      @NotNull(message = "is required")
          @Size(min = 8, max = 256, message = "must have 8 to 256 characters")
          String password,
      @Size(min = 1, max = 100, message = "must have 1 to 100 characters")
          @Pattern(
              regexp = VISIBLE_NAME,
              message = "must have something to see, and no control characters")
          @Nullable String displayName) {

    @Override
    public String toString() {
      return "Register[" + username + "]";
    }
  }

  record Login(
      @NotBlank(message = "is required") @Size(max = 254, message = "is too long") String username,
      @NotBlank(message = "is required") @Size(max = 256, message = "is too long")
          String password) {

    @Override
    public String toString() {
      return "Login[" + username + "]";
    }
  }

  record Refresh(
      @NotBlank(message = "is required") @Size(max = 256, message = "is too long")
          String refreshToken) {

    @Override
    public String toString() {
      return "Refresh[]";
    }
  }

  record SignedIn(
      String accessToken, String tokenType, long expiresIn, String refreshToken, AccountView user) {

    @Override
    public String toString() {
      return "SignedIn[" + user.username() + "]";
    }
  }
}
