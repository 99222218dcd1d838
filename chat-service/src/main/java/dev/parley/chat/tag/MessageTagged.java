package dev.parley.chat.tag;

import java.util.UUID;

/** A message of this conversation gets or loses a tag, in the transaction that is under way. */
public record MessageTagged(UUID conversation) {}
