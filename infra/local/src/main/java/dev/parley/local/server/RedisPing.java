package dev.parley.local.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Asks a Redis server whether it serves yet, without a client library. */
final class RedisPing {
  private static final int TIMEOUT_MS = 1_000;

  private RedisPing() {}

  static void check(int port, @Nullable String password) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      if (password != null) {
        expect("+OK", ask(socket, answers, "AUTH " + password));
      }
      expect("+PONG", ask(socket, answers, "PING"));
    }
  }

  private static @Nullable String ask(Socket socket, BufferedReader answers, String command)
      throws IOException {
    socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
    return answers.readLine();
  }

  private static void expect(String wanted, @Nullable String answer) throws IOException {
    if (!wanted.equals(answer)) {
      throw new IOException("Redis answered " + answer);
    }
  }
}
