package dev.parley.chat.account;

import dev.parley.platform.security.Role;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What may be changed of an account, and by whom. What is left out stays as it is. */
final class ChangeRequests {

  private ChangeRequests() {}

  record OfOneself(
      @Size(min = 1, max = 100, message = "must have 1 to 100 characters")
          @Pattern(
              regexp = AuthRequests.VISIBLE_NAME,
              message = "must have something to see, and no control characters")
          @Nullable String displayName,
      @Size(min = 1, max = 254, message = "must have 1 to 254 characters")
          @Email(message = "must be an e-mail address")
          @Nullable String email) {

    @Override
    public String toString() {
      return "OfOneself[" + displayName + "]";
    }
  }

  record ByAdmin(
      @Nullable Role role,
      @Nullable Boolean disabled,
      @Size(min = 1, max = 100, message = "must have 1 to 100 characters")
          @Pattern(
              regexp = AuthRequests.VISIBLE_NAME,
              message = "must have something to see, and no control characters")
          @Nullable String displayName) {

    boolean mayTakeAnAdminAway() {
      return role == Role.USER || Boolean.TRUE.equals(disabled);
    }
  }

  record NewPassword(
      @NotBlank(message = "is required") @Size(max = 256, message = "is too long")
          String currentPassword,
      @NotNull(message = "is required")
          @Size(min = 8, max = 256, message = "must have 8 to 256 characters")
          String newPassword) {

    @Override
    public String toString() {
      return "NewPassword[]";
    }
  }
}
