package dev.parley.metrics.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.metrics.operation.InstanceCalls.Said;
import dev.parley.metrics.operation.Operation.Result;
import dev.parley.metrics.scrape.Addresses;
import dev.parley.metrics.scrape.Addresses.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What is to be done to caches, at every instance that has some. */
@Component
class CacheSteps {

  static final String ALL = "all";

  /** Whichever service has them: who asks for another one has misspelt it. */
  static final List<String> KINDS =
      List.of(
          ALL,
          "answers",
          "conversation",
          "profile",
          "project-member",
          "reader",
          "recent-messages",
          "search");

  private static final Duration ASKING = Duration.ofSeconds(3);
  private static final Duration CLEARING = Duration.ofSeconds(5);
  private static final Duration WARMING = Duration.ofSeconds(60);

  private final Addresses addresses;
  private final InstanceCalls calls;

  CacheSteps(Addresses addresses, InstanceCalls calls) {
    this.addresses = addresses;
    this.calls = calls;
  }

  List<Step> clear(String type) throws InterruptedException {
    var steps = new ArrayList<Step>();
    for (Address at : everyInstance()) {
      steps.addAll(
          steps(at, type, name -> result(at, name, calls.delete(at, CLEARING, "cache", name))));
    }
    return steps;
  }

  List<Step> warm(String type) throws InterruptedException {
    var steps = new ArrayList<Step>();
    for (Address at : everyInstance()) {
      steps.addAll(
          steps(
              at,
              type,
              name -> result(at, name, calls.post(at, Map.of(), WARMING, "cache", name))));
    }
    return steps;
  }

  @FunctionalInterface
  private interface OnCache {
    Result run(String name) throws InterruptedException;
  }

  /** Whoever cannot say what it has gets one step, which fails and says so. */
  private List<Step> steps(Address at, String type, OnCache what) throws InterruptedException {
    return switch (calls.get(at, ASKING, "cache")) {
      case Said.NotThere() -> List.of();
      case Said.Failure failure -> List.of(() -> result(at, type, failure));
      case Said.Json(JsonNode body) -> {
        var steps = new ArrayList<Step>();
        for (JsonNode cache : body.path("caches")) {
          String name = cache.path("name").asText();
          if (type.equals(ALL) || type.equals(name)) {
            steps.add(() -> what.run(name));
          }
        }
        yield steps;
      }
    };
  }

  private List<Address> everyInstance() {
    return addresses.services().stream().flatMap(it -> addresses.of(it).stream()).toList();
  }

  private static Result result(Address at, String cache, Said said) {
    return switch (said) {
      case Said.Json(JsonNode body) when body.has("entries") ->
          new Result(
              at.service(), at.id(), cache, true, body.path("entries").asInt() + " entries read");
      case Said.Json _ -> new Result(at.service(), at.id(), cache, true, "cleared");
      // of a cache that nobody knows how to warm, and of one that went meanwhile
      case Said.NotThere() ->
          new Result(at.service(), at.id(), cache, true, "there is nothing to do");
      case Said.Failure(String why) -> new Result(at.service(), at.id(), cache, false, why);
    };
  }
}
