package dev.parley.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.testing.TestToken;
import dev.parley.testing.WsClient;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that writes whatever bytes it likes, and reads as the standard says. */
final class Stranger implements AutoCloseable {

  static final int TEXT = 0x81;
  static final int TEXT_FIRST = 0x01;
  static final int GOES_ON = 0x00;
  static final int LAST = 0x80;
  static final int CLOSE = 0x88;
  static final int PING = 0x89;

  private static final int NO_CODE = 1005;
  private static final int LENGTH_IN_16_BITS = 126;

  /** Less than the service waits for a client that was told to go. */
  private static final int PATIENCE_MS = 4_000;

  private final Socket socket;
  private final DataOutputStream out;
  private final DataInputStream in;
  private final String answer;
  private boolean saidGoodbye;

  /** Asks for a socket; what is answered stands in {@link #answer}. */
  Stranger(RealtimeInstance instance, String... headers) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), instance.port());
    socket.setSoTimeout(20_000);
    out = new DataOutputStream(socket.getOutputStream());
    in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    if (!more.contains("Sec-WebSocket-Version")) {
      more += "Sec-WebSocket-Version: 13\r\n";
    }
    out.write(
        """
        GET /ws HTTP/1.1\r
        Host: localhost\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        %s\r
        """
            .formatted(more)
            .getBytes(StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    socket.setSoTimeout(PATIENCE_MS);
    if (head.indexOf("HTTP/1.1 101") != 0) {
      head.append(new String(in.readAllBytes(), UTF_8));
    }
    answer = head.toString();
  }

  /** Has said hello. */
  static Stranger known(RealtimeInstance instance, TestToken token) throws IOException {
    Stranger stranger = new Stranger(instance);
    return stranger.says(TEXT, "{\"type\":\"hello\",\"token\":\"" + token.value() + "\"}");
  }

  String answer() {
    return answer;
  }

  boolean isIn() {
    return answer.startsWith("HTTP/1.1 101");
  }

  Stranger says(int first, String payload) throws IOException {
    return says(first, payload.getBytes(UTF_8));
  }

  Stranger says(int first, byte[] payload) throws IOException {
    saidGoodbye |= first == CLOSE;
    var frame = new ByteArrayOutputStream();
    var writer = new DataOutputStream(frame);
    writer.writeByte(first);
    if (payload.length < LENGTH_IN_16_BITS) {
      writer.writeByte(0x80 | payload.length);
    } else {
      writer.writeByte(0x80 | LENGTH_IN_16_BITS);
      writer.writeShort(payload.length);
    }
    writer.writeInt(0); // a mask that changes nothing
    writer.write(payload);
    return writes(frame.toByteArray());
  }

  Stranger writes(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  /** What the service says last; it is answered, and then the service must close at once. */
  WsClient.Goodbye goodbye() throws IOException {
    while (true) {
      int first = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      byte[] payload = in.readNBytes(length == LENGTH_IN_16_BITS ? in.readUnsignedShort() : length);
      if (first == CLOSE) {
        if (!saidGoodbye) {
          says(CLOSE, payload);
        }
        if (in.read() >= 0) {
          throw new IOException("more came after the good-bye");
        }
        return goodbye(payload);
      }
    }
  }

  private static WsClient.Goodbye goodbye(byte[] payload) {
    if (payload.length == 0) {
      return new WsClient.Goodbye(NO_CODE, "");
    }
    int code = ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
    return new WsClient.Goodbye(code, new String(payload, 2, payload.length - 2, UTF_8));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
