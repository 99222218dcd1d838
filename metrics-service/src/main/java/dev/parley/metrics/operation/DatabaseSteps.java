package dev.parley.metrics.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.metrics.operation.InstanceCalls.Said;
import dev.parley.metrics.operation.Operation.Result;
import dev.parley.metrics.scrape.Addresses;
import dev.parley.metrics.scrape.Addresses.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/** Table by table; instances of a service share its schema, so that one of them does it. */
@Component
class DatabaseSteps {

  private static final Duration LONGEST = Duration.ofMinutes(11);

  private final Addresses addresses;
  private final Schemas schemas;
  private final InstanceCalls calls;

  DatabaseSteps(Addresses addresses, Schemas schemas, InstanceCalls calls) {
    this.addresses = addresses;
    this.schemas = schemas;
    this.calls = calls;
  }

  List<Step> optimize(String service, String action) throws InterruptedException {
    var steps = new ArrayList<Step>();
    for (String each : addresses.services()) {
      if (service.equals(CacheSteps.ALL) || service.equals(each)) {
        steps.addAll(of(each, action));
      }
    }
    return steps;
  }

  private List<Step> of(String service, String action) throws InterruptedException {
    return switch (schemas.of(service)) {
      case Schemas.Seen.None() -> List.of();
      case Schemas.Seen.Unknown(String why) ->
          List.of(() -> new Result(service, "", "", false, why));
      case Schemas.Seen.Known(Address at, JsonNode schema) -> {
        var steps = new ArrayList<Step>();
        for (JsonNode table : schema.path("tables")) {
          String name = table.path("name").asText();
          steps.add(() -> run(at, name, action));
        }
        yield steps;
      }
    };
  }

  private Result run(Address at, String table, String action) throws InterruptedException {
    Said said = calls.post(at, Map.of("action", action), LONGEST, "database", table);
    return switch (said) {
      case Said.Json(JsonNode body) ->
          body.path("complaints").isEmpty()
              ? result(at, table, true, took(action, body))
              : result(at, table, false, "passed over: " + complaints(body));
      // partitions come and go
      case Said.NotThere() -> result(at, table, true, "it is gone");
      case Said.Failure(String why) -> result(at, table, false, why);
    };
  }

  private static String took(String action, JsonNode body) {
    return String.format(Locale.ROOT, "%s, %.2f s", action, body.path("seconds").asDouble());
  }

  private static String complaints(JsonNode body) {
    return StreamSupport.stream(body.path("complaints").spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining("; "));
  }

  private static Result result(Address at, String table, boolean ok, String detail) {
    return new Result(at.service(), at.id(), table, ok, detail);
  }
}
