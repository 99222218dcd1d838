package dev.parley.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** Kafka's topics as AsyncAPI declares them. */
final class Topics {
  static final String DEAD_LETTERS = ".dlt";

  private Topics() {}

  /** Partitions by name, dead letters included. */
  static Map<String, Integer> declared() {
    Map<String, Integer> topics = new TreeMap<>();
    for (JsonNode channel : Contracts.asyncApi().required("channels")) {
      int partitions = channel.at("/bindings/kafka/partitions").asInt();
      if (partitions > 0) {
        String name = channel.required("address").asText();
        topics.put(name, partitions);
        topics.put(name + DEAD_LETTERS, partitions);
      }
    }
    return topics;
  }

  /** Topics by the event types they carry. */
  static Map<String, String> byType() {
    JsonNode document = Contracts.asyncApi();
    Map<String, String> topics = new TreeMap<>();
    for (JsonNode channel : document.required("channels")) {
      if (channel.at("/bindings/kafka").isMissingNode()) {
        continue;
      }
      for (JsonNode message : channel.required("messages")) {
        String pointer = message.required("$ref").asText().substring(1);
        topics.put(
            document.at(pointer).required("name").asText(), channel.required("address").asText());
      }
    }
    return topics;
  }

  static String of(String type) {
    String topic = byType().get(type);
    if (topic == null) {
      throw new IllegalArgumentException("AsyncAPI knows no topic for " + type);
    }
    return topic;
  }
}
