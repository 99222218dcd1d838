package dev.parley.search.indexing;

import dev.parley.platform.event.EventEnvelope;
import java.util.Optional;

/**
 * One event with where it came from.
 *
 * @param event empty where its type does not concern the index
 */
record Arrival(int partition, EventEnvelope envelope, Optional<ChatEvent> event) {}
