package dev.parley.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;

/** What no well-behaved client would send. */
final class RawHttp {

  private RawHttp() {}

  /** The status of the answer to a request with these lines, {@code Host} aside. */
  static int status(int port, String... lines) throws IOException {
    try (Socket socket = connect(port)) {
      send(socket, String.join("\r\n", lines) + "\r\nHost: 127.0.0.1:" + port + "\r\n\r\n");
      return statusOn(socket);
    }
  }

  /** A whole answer, after which the connection was closed. */
  record Answer(int status, String head, String body) {}

  /** The whole answer to a request with these lines, on a connection of its own. */
  static Answer answer(int port, String... lines) throws IOException {
    String text =
        answers(port, String.join("\r\n", lines) + "\r\nConnection: close\r\nHost: p\r\n\r\n");
    int end = text.indexOf("\r\n\r\n");
    int status = Integer.parseInt(text.split(" ", 3)[1]);
    return new Answer(status, text.substring(0, end), text.substring(end + 4));
  }

  /** All that the other side says to this, until it closes the connection. */
  static String answers(int port, String said) throws IOException {
    try (Socket socket = connect(port)) {
      send(socket, said);
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  /** Returns when the other side has closed the connection. */
  static void awaitClose(int port, String beginning) throws IOException {
    try (Socket socket = connect(port)) {
      send(socket, beginning);
      socket.getInputStream().readAllBytes();
    }
  }

  /** A client that says this much and is gone before anybody can have answered. */
  static void sayAndGo(int port, String text) throws IOException {
    try (Socket socket = connect(port)) {
      socket.setSoLinger(true, 0);
      send(socket, text);
    }
  }

  /** A client that says this much and waits. */
  static Socket say(int port, String text) throws IOException {
    Socket socket = connect(port);
    send(socket, text);
    return socket;
  }

  /** The status of the answer that comes then. */
  static int statusOn(Socket socket) throws IOException {
    var answer = new InputStreamReader(socket.getInputStream(), ISO_8859_1);
    return Integer.parseInt(new BufferedReader(answer).readLine().split(" ", -1)[1]);
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }
}
