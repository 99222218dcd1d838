package dev.parley.realtime.membership;

import java.util.Set;
import java.util.UUID;

/** The places one user belongs to. */
public record Memberships(Set<UUID> conversations, Set<UUID> projects) {}
