package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/** What administrators are told of the whole installation. */
final class Overview {

  private Overview() {}

  static long instancesUp(JsonNode overview, String name) {
    return StreamSupport.stream(service(overview, name).path("instances").spliterator(), false)
        .filter(instance -> instance.required("status").asText().equals("up"))
        .count();
  }

  static JsonNode service(JsonNode overview, String name) {
    return StreamSupport.stream(overview.required("services").spliterator(), false)
        .filter(service -> service.required("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + overview));
  }
}
