package dev.parley.realtime.stream;

import dev.parley.realtime.delivery.Delivery;
import dev.parley.realtime.event.ChatEvent;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One poll's worth of records. What is to be remembered is in the database before any of it is
 * delivered: so the table is never behind this instance, and a hello that looks there misses
 * nothing.
 */
@Component
final class Batches {

  private static final Logger log = LoggerFactory.getLogger(Batches.class);

  private final Projection projection;
  private final GarbageCollection garbageCollection;
  private final Delivery delivery;
  private final StreamProperties properties;

  Batches(
      Projection projection,
      GarbageCollection garbageCollection,
      Delivery delivery,
      StreamProperties properties) {
    this.projection = projection;
    this.garbageCollection = garbageCollection;
    this.delivery = delivery;
    this.properties = properties;
  }

  /** May fail and be called again. */
  void remember(List<Arrival> arrivals) {
    projection.save(arrivals);
    for (Arrival arrival : arrivals) {
      if (arrival instanceof Arrival.Garbage garbage) {
        garbageCollection.collect(garbage);
      }
    }
  }

  void deliver(List<Arrival> arrivals) {
    for (Arrival arrival : arrivals) {
      try {
        deliver(arrival);
      } catch (RuntimeException e) {
        // one event that cannot be sent must not end delivery of all others
        var source = arrival.source();
        log.error(
            "Not delivered: {}-{}@{}", source.topic(), source.partition(), source.offset(), e);
      }
    }
  }

  private void deliver(Arrival arrival) {
    var source = arrival.source();
    boolean positioned = source.topic().equals(properties.events());
    switch (arrival) {
      case Arrival.Known(_, _, ChatEvent.SessionRevoked revoked) ->
          delivery.endSession(revoked.sessionId());
      case Arrival.Known(_, var envelope, var event) when positioned ->
          delivery.deliver(source.topic(), source.partition(), source.offset(), envelope, event);
      case Arrival.Known _, Arrival.Passed _, Arrival.Garbage _ -> {
        if (positioned) {
          delivery.skip(source.partition(), source.offset());
        }
      }
    }
  }
}
