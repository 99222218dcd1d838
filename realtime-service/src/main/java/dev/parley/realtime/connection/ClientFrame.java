package dev.parley.realtime.connection;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.realtime.connection.Frames.Unreadable;
import dev.parley.realtime.presence.Status;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client may say. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClientFrame.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = ClientFrame.Ping.class, name = "ping"),
  @JsonSubTypes.Type(value = ClientFrame.Presence.class, name = "presence"),
  @JsonSubTypes.Type(value = ClientFrame.Token.class, name = "token"),
  @JsonSubTypes.Type(value = ClientFrame.Typing.class, name = "typing"),
  @JsonSubTypes.Type(value = ClientFrame.Watch.class, name = "watch")
})
sealed interface ClientFrame {

  record Hello(
      @Nullable String token, @Nullable String cursor, @Nullable List<@Nullable UUID> watch)
      implements ClientFrame {

    Set<UUID> watched(int most) throws Unreadable {
      return watch == null ? Set.of() : Watch.read(watch, most);
    }
  }

  record Ping() implements ClientFrame {}

  record Presence(@Nullable String status) implements ClientFrame {

    Status said() throws Unreadable {
      Status said = Status.said(status);
      if (said == null) {
        throw new Unreadable("presence.invalid", "status is online or away.");
      }
      return said;
    }
  }

  record Typing(@Nullable UUID conversationId, @Nullable Boolean on) implements ClientFrame {

    UUID conversation() throws Unreadable {
      if (conversationId == null || on == null) {
        throw new Unreadable("typing.invalid", "typing takes conversation_id and on.");
      }
      return conversationId;
    }
  }

  record Token(@Nullable String token) implements ClientFrame {}

  record Watch(@Nullable List<@Nullable UUID> conversationIds) implements ClientFrame {

    Set<UUID> ids(int most) throws Unreadable {
      return read(conversationIds, most);
    }

    private static Set<UUID> read(@Nullable List<@Nullable UUID> conversationIds, int most)
        throws Unreadable {
      if (conversationIds == null || conversationIds.size() > most) {
        throw new Unreadable("watch.invalid", "conversation_ids lists at most " + most + " ids.");
      }
      Set<UUID> ids = new LinkedHashSet<>();
      for (UUID id : conversationIds) {
        if (id == null) {
          throw new Unreadable("watch.invalid", "An id is never null.");
        }
        ids.add(id);
      }
      return ids;
    }
  }
}
