package dev.parley.platform.event;

import org.jspecify.annotations.Nullable;

/**
 * What is done with events, and where they come from.
 *
 * @param name of what is done, from a closed set
 * @param topic null: not known any more
 * @param group of consumers; null: everyone reads for himself
 * @param partition null: several, or not known any more
 */
public record Handling(
    String name, @Nullable String topic, @Nullable String group, @Nullable Integer partition) {

  public static Handling of(String name) {
    return new Handling(name, null, null, null);
  }

  String spanName() {
    return topic == null ? name : name + ' ' + topic;
  }
}
