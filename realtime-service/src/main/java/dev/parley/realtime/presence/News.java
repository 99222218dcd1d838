package dev.parley.realtime.presence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collection;
import java.util.UUID;

/** What instances tell each other. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = News.Changed.class, name = "presence"),
  @JsonSubTypes.Type(value = News.Typing.class, name = "typing")
})
sealed interface News {

  /** Of people who have the same conversations. */
  record Changed(Collection<Sight> sights, Collection<UUID> conversations) implements News {}

  /**
   * @param from the instance that says so, which knows it already
   */
  record Typing(UUID from, UUID conversation, UUID user, boolean on) implements News {}
}
