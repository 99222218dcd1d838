package dev.parley.bench.chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One kept HTTP connection that asks and waits: what a load client may cost at least. */
public final class Wire implements AutoCloseable {

  private static final Pattern LENGTH =
      Pattern.compile("\r\nContent-Length: *(\\d+)", Pattern.CASE_INSENSITIVE);

  private static final Pattern CLOSES =
      Pattern.compile("\r\nConnection: *close", Pattern.CASE_INSENSITIVE);

  private final int port;
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private boolean closes;
  private byte[] buffer = new byte[16 * 1024];

  public Wire(int port) throws IOException {
    this.port = port;
    this.socket = connected(port);
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  private static Socket connected(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
    return socket;
  }

  /** A server ends a connection after so many requests, and says so. */
  private void reopen() throws IOException {
    socket.close();
    socket = connected(port);
    in = socket.getInputStream();
    out = socket.getOutputStream();
    closes = false;
  }

  public record Answer(int status, String body) {}

  public static byte[] request(String method, String path, String token, String json) {
    byte[] body = json.getBytes(UTF_8);
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    byte[] bytes = Arrays.copyOf(head.getBytes(ISO_8859_1), head.length() + body.length);
    System.arraycopy(body, 0, bytes, head.length(), body.length);
    return bytes;
  }

  public Answer ask(byte[] request) throws IOException {
    if (closes) {
      reopen();
    }
    out.write(request);
    int read = 0;
    int end = -1;
    while (end < 0) {
      read += more(read);
      end = headEnd(read);
    }
    String head = new String(buffer, 0, end, ISO_8859_1);
    int status = Integer.parseInt(head.substring(9, 12));
    closes = CLOSES.matcher(head).find();
    Matcher length = LENGTH.matcher(head);
    int body = end + 4;
    if (length.find()) {
      int whole = body + Integer.parseInt(length.group(1));
      while (read < whole) {
        read += more(read);
      }
      return new Answer(status, new String(buffer, body, whole - body, UTF_8));
    }
    return new Answer(status, status == 204 ? "" : chunks(body, read));
  }

  /** A body that came in chunks, each after a line with its size; one of nothing ends it. */
  private String chunks(int from, int read) throws IOException {
    var body = new ByteArrayOutputStream();
    int at = from;
    while (true) {
      int line = at;
      while (line >= read || buffer[line] != '\r') {
        if (line >= read) {
          read += more(read);
        } else {
          line++;
        }
      }
      int size = Integer.parseInt(new String(buffer, at, line - at, ISO_8859_1), 16);
      int next = line + 2 + size + 2;
      while (read < next) {
        read += more(read);
      }
      if (size == 0) {
        return body.toString(UTF_8);
      }
      body.write(buffer, line + 2, size);
      at = next;
    }
  }

  private int more(int read) throws IOException {
    if (read == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int got = in.read(buffer, read, buffer.length - read);
    if (got < 0) {
      throw new EOFException("closed before the answer was whole");
    }
    return got;
  }

  private int headEnd(int read) {
    for (int i = 0; i + 3 < read; i++) {
      if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r') {
        return i;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
