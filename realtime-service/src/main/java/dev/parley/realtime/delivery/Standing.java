package dev.parley.realtime.delivery;

import java.util.Set;
import java.util.UUID;

/** Where a connection stands at its welcome. */
public record Standing(String cursor, Set<UUID> conversations) {}
