package dev.parley.realtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.testing.TestToken;
import dev.parley.testing.WsClient;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A client that says hello and then leaves what it gets in its socket until it wakes up. */
final class SleepyClient implements AutoCloseable {

  private static final int SMALL_BUFFER = 16 * 1024;
  private static final int FINAL_TEXT = 0x81;
  private static final int PING = 0x89;
  private static final int MASKED = 0x80;

  /** Lengths below stand in the byte itself; this says that one of 16 bits follows. */
  private static final int SHORT = 126;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final long begun = System.nanoTime();

  SleepyClient(RealtimeInstance instance, TestToken token) throws IOException {
    this(instance, "{\"type\":\"hello\",\"token\":\"%s\"}".formatted(token.value()));
  }

  SleepyClient(RealtimeInstance instance, String hello) throws IOException {
    socket.setReceiveBufferSize(SMALL_BUFFER);
    socket.setSoTimeout(20_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), instance.port()));
    var out = new DataOutputStream(socket.getOutputStream());
    out.write(
        """
        GET /ws HTTP/1.1\r
        Host: localhost\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        \r
        """
            .getBytes(US_ASCII));
    in = new BufferedInputStream(socket.getInputStream());
    readUntil("\r\n\r\n");
    say(hello);
    readUntil("\"welcome\"");
  }

  void say(String frame) throws IOException {
    var out = new DataOutputStream(socket.getOutputStream());
    out.writeByte(FINAL_TEXT);
    if (frame.length() < SHORT) {
      out.writeByte(MASKED | frame.length());
    } else {
      out.writeByte(MASKED | SHORT);
      out.writeShort(frame.length());
    }
    out.writeInt(0); // a mask that changes nothing
    out.write(frame.getBytes(US_ASCII));
    out.flush();
  }

  /** Little by little, as little as it takes. */
  String readUntil(String words) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(words, read.length() - words.length()) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the connection ended before " + words);
      }
      read.append((char) next);
    }
    return read.toString();
  }

  /** Answers none of them, and says how many there were when it was cut off. */
  int countPings() throws IOException {
    int pings = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == PING) {
        pings++;
      }
    }
    return pings;
  }

  double secondsConnected() {
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Reads all that is left; what stands at its end is why the connection ended. */
  WsClient.Goodbye wakeUp() throws IOException {
    var all = new ByteArrayOutputStream();
    in.transferTo(all);
    byte[] bytes = all.toByteArray();
    int reason = bytes.length;
    while (reason > 0 && bytes[reason - 1] >= ' ') {
      reason--;
    }
    int code = ((bytes[reason - 2] & 0xFF) << 8) | (bytes[reason - 1] & 0xFF);
    return new WsClient.Goodbye(code, new String(bytes, reason, bytes.length - reason, ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
