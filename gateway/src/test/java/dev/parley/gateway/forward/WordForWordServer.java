package dev.parley.gateway.forward;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Says to each request exactly what it was told to say, HTTP or not. */
final class WordForWordServer implements AutoCloseable {

  /** What is said to a request, whose body is still to be read. */
  interface Script {
    void answer(String requestLine, InputStream body, OutputStream out) throws IOException;
  }

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger connections = new AtomicInteger();
  private final Script script;

  WordForWordServer(Script script) throws IOException {
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  static void say(OutputStream out, String words) throws IOException {
    out.write(words.replace("\n", "\r\n").getBytes(ISO_8859_1));
    out.flush();
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket peer = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> talk(peer));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void talk(Socket peer) {
    try (peer) {
      var in = new BufferedInputStream(peer.getInputStream());
      while (!peer.isClosed()) {
        String head = head(in);
        if (head.isEmpty()) {
          return;
        }
        script.answer(head.lines().findFirst().orElseThrow(), in, peer.getOutputStream());
      }
    } catch (IOException _) {
      // the other end may go whenever it likes
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
