package dev.parley.chat.imports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way in, checked: the n-th of its record, counted from 1. Without a time of its
 * own it gets the record's, which may come behind it.
 */
record StagedMessage(
    int position,
    int n,
    String role,
    String content,
    String metadata,
    @Nullable Instant createdAt) {}
