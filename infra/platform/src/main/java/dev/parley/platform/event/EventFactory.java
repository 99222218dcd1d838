package dev.parley.platform.event;

import com.github.f4b6a3.uuid.UuidCreator;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Makes this service's events: time-ordered id, its own name as the source, body as JSON. */
public final class EventFactory {
  private final URI source;
  private final String schemaPrefix;
  private final Clock clock;
  private final EventMapper mapper;

  EventFactory(URI source, String schemaPrefix, Clock clock, EventMapper mapper) {
    this.source = source;
    this.schemaPrefix = schemaPrefix;
    this.clock = clock;
    this.mapper = mapper;
  }

  /**
   * @param partitionKey events of one key stay in order, if the caller holds a lock for that key
   * @param subject what the event is about, for instance the id of a message
   */
  public EventEnvelope create(String type, String partitionKey, String subject, Object body) {
    return new EventEnvelope(
        UuidCreator.getTimeOrderedEpoch(),
        type,
        source,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        partitionKey,
        subject,
        URI.create(schemaPrefix + type),
        null,
        mapper.write(body));
  }
}
