package dev.parley.realtime.delivery;

import java.util.Set;

/** Who gets an event, and the cursor that stands behind it. */
public record Audience(Set<Recipient> recipients, String cursor) {}
