package dev.parley.realtime.delivery;

import java.util.Set;
import java.util.UUID;

/** Where a connection stands, and which places it may hear of. */
public record Standing(String cursor, Set<UUID> conversations, Set<UUID> projects) {}
