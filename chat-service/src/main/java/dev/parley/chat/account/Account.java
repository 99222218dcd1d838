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
    return new AccountView(id, username, email, displayName, role, createdAt, lastLoginAt);
  }
}
