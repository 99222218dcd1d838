package dev.parley.search.saved;

import java.time.Instant;
import java.util.UUID;

/**
 * A search that somebody keeps.
 *
 * @param query the parameters of {@code GET /search}, as they stand behind the question mark
 */
record SavedSearch(UUID id, String name, String query, Instant createdAt) {}
