package dev.parley.metrics.alert.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A receiver whose answer begins well, and then has a header that never ends. */
final class Trap implements AutoCloseable {

  private final ServerSocket server;
  private final AtomicLong sent = new AtomicLong();

  /**
   * @param piece of the header, again and again
   * @param pause between two of them
   */
  Trap(byte[] piece, Duration pause) throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    var _ = Thread.ofVirtual().start(() -> answer(piece, pause));
  }

  private void answer(byte[] piece, Duration pause) {
    try (Socket client = server.accept()) {
      OutputStream out = client.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(US_ASCII));
      while (true) {
        out.write(piece);
        sent.addAndGet(piece.length);
        LockSupport.parkNanos(pause.toNanos());
      }
    } catch (IOException _) {
      // the sender has had enough
    }
  }

  long sent() {
    return sent.get();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
