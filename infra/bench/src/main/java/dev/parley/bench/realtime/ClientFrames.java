package dev.parley.bench.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** What a client sends: masked, as it must be, with zeroes, which change nothing. */
final class ClientFrames {

  private static final int FIN = 0x80;
  private static final int TEXT = 1;
  private static final int PONG = 10;
  private static final int MASKED = 0x80;

  private ClientFrames() {}

  static ByteBuffer text(String text) {
    return frame(TEXT, ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  static ByteBuffer pong(ByteBuffer payload) {
    return frame(PONG, payload);
  }

  private static ByteBuffer frame(int opcode, ByteBuffer payload) {
    int length = payload.remaining();
    var out = ByteBuffer.allocate(length + 8).put((byte) (FIN | opcode));
    if (length < 126) {
      out.put((byte) (MASKED | length));
    } else {
      out.put((byte) (MASKED | 126)).putShort((short) length);
    }
    return out.putInt(0).put(payload).flip();
  }
}
