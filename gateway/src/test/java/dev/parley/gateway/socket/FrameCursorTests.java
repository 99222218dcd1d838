package dev.parley.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameCursorTests {

  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;

  private final FrameCursor cursor = new FrameCursor();

  @ParameterizedTest
  @CsvSource({"0, false", "125, true", "126, false", "65535, true", "65536, false", "70000, true"})
  void knowsWhereAFrameEndsHoweverItIsCut(int length, boolean masked) {
    ByteBuf stream = frame(TEXT, length, masked);
    var random = new Random(length);

    while (stream.isReadable()) {
      int part =
          Math.min(stream.readableBytes(), 1 + random.nextInt(random.nextBoolean() ? 3 : 9_000));
      cursor.pass(stream.readSlice(part));
      assertThat(cursor.betweenFrames()).isEqualTo(!stream.isReadable());
    }
    assertThat(cursor.closing()).isFalse();
  }

  @Test
  void stopsWhereAFrameEndsWhenAsked() {
    ByteBuf first = frame(TEXT, 300, false);
    int end = first.readableBytes();
    ByteBuf both = Unpooled.wrappedBuffer(first, frame(CLOSE, 2, false));

    cursor.pass(both.readSlice(10));
    assertThat(cursor.pass(both, true)).isEqualTo(end);
    assertThat(cursor.closing()).isFalse();

    cursor.pass(both.readerIndex(end), true);
    assertThat(cursor.closing()).isTrue();
    assertThat(cursor.betweenFrames()).isTrue();
  }

  private static ByteBuf frame(int head, int length, boolean masked) {
    ByteBuf frame = Unpooled.buffer().writeByte(head);
    int mask = masked ? 0x80 : 0;
    if (length < 126) {
      frame.writeByte(mask | length);
    } else if (length < 65536) {
      frame.writeByte(mask | 126).writeShort(length);
    } else {
      frame.writeByte(mask | 127).writeLong(length);
    }
    return frame.writeZero(length + (masked ? 4 : 0));
  }
}
