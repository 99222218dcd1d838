package dev.parley.realtime.delivery;

import io.netty.buffer.ByteBuf;

/** A connection as delivery sees it. Writing happens on its own event loop only. */
public interface Recipient {

  /** The queue of the event loop that the connection lives on. */
  LoopQueue queue();

  /** Takes over one reference to a whole, encoded WebSocket frame; flushes nothing. */
  void write(ByteBuf frame);

  void flush();

  /** From any thread. */
  void sessionRevoked();
}
