package dev.parley.bench.realtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/** One connection: upgraded, greeted, and from then on counted. Read by one thread. */
final class Listener {

  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int SHORT = 2;
  private static final byte[] NOTHING = {};

  private final int number;
  private final Dialect dialect;
  private final SocketChannel channel;
  private byte[] left = NOTHING;
  private boolean upgraded;
  private boolean listening;
  private int opcode;
  private long remaining;
  private boolean frameBegins;
  private boolean counts;

  Listener(int number, Dialect dialect, SocketChannel channel) {
    this.number = number;
    this.dialect = dialect;
    this.channel = channel;
  }

  int number() {
    return number;
  }

  boolean isListening() {
    return listening;
  }

  SocketChannel channel() {
    return channel;
  }

  void connected(String host) throws IOException {
    String request =
        String.join(
            "\r\n",
            "GET " + dialect.path() + " HTTP/1.1",
            "Host: " + host,
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            dialect.headers(),
            "");
    write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
  }

  /**
   * @throws IOException also when the server ends it or does not let it in
   */
  void read(ByteBuffer in, Marks marks, Latencies latencies) throws IOException {
    in.clear().put(left);
    if (channel.read(in) < 0) {
      throw new IOException("the server hung up");
    }
    in.flip();
    if (upgraded || upgrade(in)) {
      while (step(in, marks, latencies)) {
        // as long as there is something whole
      }
    }
    left = in.hasRemaining() ? new byte[in.remaining()] : NOTHING;
    in.get(left);
  }

  private boolean upgrade(ByteBuffer in) throws IOException {
    String head = US_ASCII.decode(in.duplicate()).toString();
    int end = head.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException("refused: " + head.lines().findFirst().orElse(""));
    }
    upgraded = true;
    in.position(end + 4);
    answer(dialect.opened(number));
    return true;
  }

  private boolean step(ByteBuffer in, Marks marks, Latencies latencies) throws IOException {
    if (remaining == 0 && !header(in)) {
      return false;
    }
    int from = in.position();
    int end = (int) Math.min(in.limit(), from + remaining);
    boolean whole = end - from == remaining;
    if (counts) {
      int next = marks.scan(in, from, end, frameBegins, latencies);
      frameBegins = false;
      in.position(whole ? end : next);
    } else if (whole) {
      frame(in.slice(from, end - from));
      in.position(end);
    }
    remaining -= in.position() - from;
    return whole;
  }

  private boolean header(ByteBuffer in) {
    int at = in.position();
    if (in.remaining() < 2) {
      return false;
    }
    int length = in.get(at + 1) & 0x7f;
    int size = length < 126 ? 2 : length == 126 ? 4 : 10;
    if (in.remaining() < size) {
      return false;
    }
    opcode = in.get(at) & 0x0f;
    remaining =
        length < 126 ? length : length == 126 ? in.getShort(at + 2) & 0xffff : in.getLong(at + 2);
    frameBegins = true;
    counts = listening && opcode < CLOSE && remaining > SHORT;
    in.position(at + size);
    return true;
  }

  private void frame(ByteBuffer payload) throws IOException {
    switch (opcode) {
      case CLOSE -> throw new IOException("closed: " + UTF_8.decode(payload));
      case PING -> write(ClientFrames.pong(payload));
      case 1 -> answer(dialect.hears(UTF_8.decode(payload).toString()));
      default -> {}
    }
  }

  private void answer(Dialect.Answer answer) throws IOException {
    if (!answer.say().isEmpty()) {
      write(ClientFrames.text(answer.say()));
    }
    listening |= answer.listening();
  }

  /** From any thread; waits while the server does not read. */
  synchronized void write(ByteBuffer out) throws IOException {
    while (out.hasRemaining()) {
      if (channel.write(out) == 0) {
        LockSupport.parkNanos(100_000);
      }
    }
  }
}
