package dev.parley.realtime.presence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.realtime.delivery.Frame;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** JSON of what is told to clients. */
@Component
final class PassingFrames {

  private record Typing(String type, UUID conversationId, List<UUID> users) {}

  private record Presence(String type, List<Person> users) {}

  private record Unknown(String type, String status, List<Person> users) {}

  private record Person(UUID id, Status status, @Nullable Instant lastSeen) {
    Person(Sight sight) {
      this(sight.user(), sight.status(), sight.lastSeen());
    }
  }

  private final ObjectMapper mapper;

  PassingFrames(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  Frame typing(UUID conversation, List<UUID> users) {
    return frame(new Typing("typing", conversation, users));
  }

  Frame presence(Collection<Sight> sights) {
    return frame(new Presence("presence", sights.stream().map(Person::new).toList()));
  }

  Frame unknown() {
    return frame(new Unknown("presence", "unknown", List.of()));
  }

  private Frame frame(Object content) {
    try {
      return new Frame(mapper.writeValueAsBytes(content), null);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a frame is always JSON", e);
    }
  }
}
