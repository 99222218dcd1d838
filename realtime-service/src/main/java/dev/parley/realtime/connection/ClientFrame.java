package dev.parley.realtime.connection;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client may say. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClientFrame.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = ClientFrame.Ping.class, name = "ping"),
  @JsonSubTypes.Type(value = ClientFrame.Token.class, name = "token"),
  @JsonSubTypes.Type(value = ClientFrame.Watch.class, name = "watch")
})
sealed interface ClientFrame {

  record Hello(@Nullable String token, @Nullable String cursor) implements ClientFrame {}

  record Ping() implements ClientFrame {}

  record Token(@Nullable String token) implements ClientFrame {}

  record Watch(@Nullable List<@Nullable UUID> conversationIds) implements ClientFrame {}
}
