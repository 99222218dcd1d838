package dev.parley.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A client that reads nothing until it is told to. */
final class SlowSocket implements WebSocket.Listener, AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final AtomicLong bytes = new AtomicLong();
  private final WebSocket socket;

  SlowSocket(URI url) {
    socket = HTTP.newWebSocketBuilder().subprotocols("parley.v1").buildAsync(url, this).join();
  }

  void readOn() {
    socket.request(Long.MAX_VALUE);
  }

  long bytes() {
    return bytes.get();
  }

  /** What went out until the other side took no more. */
  long sendUntilNothingGoes(long most) {
    ByteBuffer frame = ByteBuffer.wrap(new byte[SocketServer.FLOOD_FRAME]);
    for (long sent = 0; sent < most; sent += frame.capacity()) {
      try {
        socket.sendBinary(frame.duplicate(), true).get(1, TimeUnit.SECONDS);
      } catch (TimeoutException _) {
        return sent;
      } catch (ExecutionException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return most;
  }

  @Override
  public void onOpen(WebSocket opened) {
    // asks for nothing
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    bytes.addAndGet(data.remaining());
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
