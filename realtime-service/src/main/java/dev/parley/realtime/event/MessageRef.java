package dev.parley.realtime.event;

import java.util.UUID;

/** Which message: its place in its conversation is nobody else's. */
public record MessageRef(UUID conversationId, long seq) {}
