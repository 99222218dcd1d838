package dev.parley.chat.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as its owner sees it. */
record AccountView(
    UUID id,
    String username,
    String email,
    String displayName,
    String role,
    Instant createdAt,
    @Nullable Instant lastLoginAt) {}
