package dev.parley.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Puts frames together, however they come. */
abstract class Hearing implements WebSocket.Listener {

  private final StringBuilder partial = new StringBuilder();

  abstract void heard(JsonNode frame);

  @Override
  public final void onOpen(WebSocket opened) {
    opened.request(Long.MAX_VALUE);
  }

  @Override
  public final @Nullable CompletionStage<?> onText(
      WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      heard(Json.read(partial.toString()));
      partial.setLength(0);
    }
    return null;
  }
}
