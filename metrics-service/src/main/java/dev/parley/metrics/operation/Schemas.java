package dev.parley.metrics.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.metrics.operation.InstanceCalls.Said;
import dev.parley.metrics.scrape.Addresses;
import dev.parley.metrics.scrape.Addresses.Address;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What a service says of its schema: the first of its instances that answers. */
@Component
class Schemas {

  private static final Duration WITHIN = Duration.ofSeconds(6);

  sealed interface Seen {
    /** It has no database. */
    record None() implements Seen {}

    record Unknown(String why) implements Seen {}

    record Known(Address at, JsonNode schema) implements Seen {}
  }

  private final Addresses addresses;
  private final InstanceCalls calls;

  Schemas(Addresses addresses, InstanceCalls calls) {
    this.addresses = addresses;
    this.calls = calls;
  }

  Seen of(String service) throws InterruptedException {
    String why = "no instance is known to discovery";
    for (Address at : addresses.of(service)) {
      switch (calls.get(at, WITHIN, "database")) {
        case Said.Json(JsonNode body) -> {
          return new Seen.Known(at, body);
        }
        case Said.NotThere() -> {
          return new Seen.None();
        }
        case Said.Failure(String failure) -> why = at.id() + ": " + failure;
      }
    }
    return new Seen.Unknown(why);
  }
}
