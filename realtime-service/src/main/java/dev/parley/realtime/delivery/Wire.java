package dev.parley.realtime.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * How a frame, which is one line of JSON, is put on a connection. In direct memory, since it is
 * handed to the socket as it is, once for each connection.
 */
public enum Wire {
  /** A whole text frame as a server sends it (RFC 6455, 5.2): final, not masked. */
  WEB_SOCKET {
    @Override
    public ByteBuf encode(byte[] json, @Nullable String cursor) {
      ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer(json.length + LARGEST_HEADER);
      frame.writeByte(FINAL_TEXT);
      if (json.length < 126) {
        frame.writeByte(json.length);
      } else if (json.length <= 0xFFFF) {
        frame.writeByte(126).writeShort(json.length);
      } else {
        frame.writeByte(127).writeLong(json.length);
      }
      return frame.writeBytes(json);
    }
  },

  /** A message of an event stream, whose id is the cursor where the frame has one. */
  EVENT_STREAM {
    @Override
    public ByteBuf encode(byte[] json, @Nullable String cursor) {
      int most = json.length + ID.length + DATA.length + END.length + 2;
      ByteBuf message =
          PooledByteBufAllocator.DEFAULT.directBuffer(
              most + (cursor == null ? 0 : cursor.length()));
      if (cursor != null) {
        message.writeBytes(ID).writeBytes(cursor.getBytes(US_ASCII)).writeByte('\n');
      }
      return message.writeBytes(DATA).writeBytes(json).writeBytes(END);
    }
  };

  private static final int FINAL_TEXT = 0x81;
  private static final int LARGEST_HEADER = 10;
  private static final byte[] ID = "id: ".getBytes(US_ASCII);
  private static final byte[] DATA = "data: ".getBytes(US_ASCII);
  private static final byte[] END = "\n\n".getBytes(US_ASCII);

  public abstract ByteBuf encode(byte[] json, @Nullable String cursor);
}
