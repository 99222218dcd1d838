package dev.parley.platform.outbox;

import dev.parley.platform.event.EventEnvelope;

/** An event and the topic it goes to. */
public record OutboxEvent(String topic, EventEnvelope event) {}
