package dev.parley.chat.account;

import dev.parley.platform.security.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who can sign in. */
@Entity
@SuppressWarnings("NullAway.Init") // JPA fills the fields
class Account {

  @Id private UUID id;
  private String username;
  private String email;
  private String displayName;
  private String passwordHash;
  private String role;
  private Instant createdAt;

  @Column(name = "last_login_at")
  private @Nullable Instant lastLoginAt;

  @Column(name = "disabled_at")
  private @Nullable Instant disabledAt;

  protected Account() {}

  Account(
      UUID id,
      String username,
      String email,
      String displayName,
      String passwordHash,
      Role role,
      Instant createdAt) {
    this.id = id;
    this.username = username;
    this.email = email;
    this.displayName = displayName;
    this.passwordHash = passwordHash;
    this.role = role.wireName();
    this.createdAt = createdAt;
  }

  void signedIn(Instant now) {
    lastLoginAt = now;
  }

  /** Whether anything is different now; so for each of these. */
  boolean callThemselves(String name) {
    boolean changed = !name.equals(displayName);
    displayName = name;
    return changed;
  }

  boolean moveTo(String address) {
    boolean changed = !address.equals(email);
    email = address;
    return changed;
  }

  boolean become(Role other) {
    boolean changed = !other.wireName().equals(role);
    role = other.wireName();
    return changed;
  }

  boolean disable(Instant now) {
    if (isDisabled()) {
      return false;
    }
    disabledAt = now;
    return true;
  }

  boolean enable() {
    boolean changed = isDisabled();
    disabledAt = null;
    return changed;
  }

  void changePassword(String hash) {
    passwordHash = hash;
  }

  boolean isDisabled() {
    return disabledAt != null;
  }

  boolean isAdmin() {
    return Role.ADMIN.wireName().equals(role);
  }

  boolean isEnabledAdmin() {
    return isAdmin() && !isDisabled();
  }

  UUID id() {
    return id;
  }

  String username() {
    return username;
  }

  String displayName() {
    return displayName;
  }

  String passwordHash() {
    return passwordHash;
  }

  String role() {
    return role;
  }

  Instant createdAt() {
    return createdAt;
  }

  AccountView view() {
    return new AccountView(
        id, username, email, displayName, role, isDisabled(), createdAt, lastLoginAt);
  }
}
