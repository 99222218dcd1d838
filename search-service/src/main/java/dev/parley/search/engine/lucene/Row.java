package dev.parley.search.engine.lucene;

import dev.parley.search.engine.Kind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message or a conversation as the tables have it.
 *
 * @param seq 0 for a conversation
 * @param gone whether it is to be found no more
 */
record Row(
    Kind kind,
    UUID id,
    long position,
    boolean gone,
    UUID conversation,
    int number,
    long seq,
    String text,
    String extras,
    Instant createdAt,
    @Nullable UUID project,
    @Nullable String source,
    @Nullable UUID author,
    @Nullable String role,
    List<String> tags,
    List<String> has,
    String metadata) {}
