package dev.parley.platform.event;

import dev.parley.platform.trace.Conventions;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done with events, and where they come from.
 *
 * @param name of what is done, from a closed set
 * @param topic null: several
 * @param group of consumers; null: everyone reads for himself
 * @param partition null: several
 */
public record Handling(
    String name, @Nullable String topic, @Nullable String group, @Nullable Integer partition) {

  Attributes attributes(List<EventEnvelope> events) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put(Conventions.MESSAGING_SYSTEM, "kafka")
            .put(Conventions.MESSAGING_OPERATION, name)
            .put(Conventions.MESSAGING_OPERATION_TYPE, "process")
            .put(Conventions.MESSAGING_DESTINATION, topic)
            .put(Conventions.MESSAGING_GROUP, group);
    if (partition != null) {
      attributes.put(Conventions.MESSAGING_PARTITION, partition.toString());
    }
    if (events.size() > 1) {
      attributes.put(Conventions.MESSAGING_COUNT, (long) events.size());
    } else {
      attributes.put(Conventions.EVENT_TYPE, events.getFirst().type());
    }
    return attributes.build();
  }

  String spanName() {
    return topic == null ? name : name + ' ' + topic;
  }
}
