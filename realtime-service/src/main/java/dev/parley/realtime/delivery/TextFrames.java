package dev.parley.realtime.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;

/** A whole WebSocket text frame as a server sends it (RFC 6455, 5.2): final, not masked. */
public final class TextFrames {

  private static final int FINAL_TEXT = 0x81;
  private static final int LARGEST_HEADER = 10;

  private TextFrames() {}

  /** In direct memory, since it is handed to the socket as it is, once for each connection. */
  public static ByteBuf encode(byte[] text) {
    ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer(text.length + LARGEST_HEADER);
    frame.writeByte(FINAL_TEXT);
    if (text.length < 126) {
      frame.writeByte(text.length);
    } else if (text.length <= 0xFFFF) {
      frame.writeByte(126).writeShort(text.length);
    } else {
      frame.writeByte(127).writeLong(text.length);
    }
    return frame.writeBytes(text);
  }
}
