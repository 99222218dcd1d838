package dev.parley.gateway.socket;

import io.netty.buffer.ByteBuf;

/**
 * Where frames begin and end in a stream of bytes that is passed on as it is. Only their heads are
 * looked at.
 */
final class FrameCursor {

  private static final int CLOSE = 8;
  private static final int MASK_LENGTH = 4;

  /** Bytes of the current frame that are still to come, once its head has been read. */
  private long left;

  private int headRead;
  private int lengthBytes;
  private long length;
  private boolean masked;
  private boolean closing;

  /** Whether what has passed ends with the end of a frame. */
  boolean betweenFrames() {
    return left == 0 && headRead == 0;
  }

  /** Whether a frame that closes the socket has begun to pass. */
  boolean closing() {
    return closing;
  }

  /** All that can be read. */
  void pass(ByteBuf bytes) {
    pass(bytes, false);
  }

  /**
   * @param toEndOfFrame stops where a frame ends
   * @return the index of the first byte that has not passed
   */
  int pass(ByteBuf bytes, boolean toEndOfFrame) {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end) {
      if (left > 0) {
        int skipped = (int) Math.min(left, end - at);
        left -= skipped;
        at += skipped;
      } else {
        head(bytes.getUnsignedByte(at++));
      }
      if (toEndOfFrame && betweenFrames()) {
        return at;
      }
    }
    return at;
  }

  private void head(int octet) {
    headRead++;
    if (headRead == 1) {
      closing |= (octet & 0x0f) == CLOSE;
      return;
    }
    if (headRead == 2) {
      masked = (octet & 0x80) != 0;
      length = octet & 0x7f;
      lengthBytes = length == 127 ? 8 : length == 126 ? 2 : 0;
      if (lengthBytes > 0) {
        length = 0;
      }
    } else {
      length = length << 8 | octet;
      lengthBytes--;
    }
    if (lengthBytes == 0) {
      left = length + (masked ? MASK_LENGTH : 0);
      headRead = 0;
    }
  }
}
