package dev.parley.metrics.alert.webhook;

import java.net.URI;
import java.util.UUID;

/**
 * One message to one address.
 *
 * @param attempts those that failed
 */
record Delivery(UUID id, URI url, String body, int attempts) {}
