package dev.parley.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Calls itself ready, and answers all else with what is no HTTP. */
final class BabblingServer {

  private final ServerSocket server;

  BabblingServer() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private void accept() {
    while (true) {
      try (Socket peer = server.accept()) {
        var lines = new BufferedReader(new InputStreamReader(peer.getInputStream(), ISO_8859_1));
        boolean probe = String.valueOf(lines.readLine()).contains("/readyz");
        String answer =
            probe
                ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                : "220 mail.example ESMTP\r\n\r\n";
        peer.getOutputStream().write(answer.getBytes(ISO_8859_1));
      } catch (IOException _) {
        // whoever asked has gone; the next one gets an answer
      }
    }
  }
}
