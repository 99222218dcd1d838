package dev.parley.realtime.delivery;

import io.netty.buffer.ByteBuf;

/** A connection as delivery sees it. Writing happens on its own event loop only. */
public interface Recipient {

  /** The queue of the event loop that the connection lives on. */
  LoopQueue queue();

  Wire wire();

  /**
   * Takes over one reference to a whole, encoded frame; flushes nothing.
   *
   * @param passing true for what is out of date soon anyway, and the first to be left out
   * @return false where it is left out, because too much waits already
   */
  boolean write(ByteBuf frame, boolean passing);

  void flush();

  /** Something for it could not be written: it has to come back and ask for what it missed. */
  void failed(Throwable cause);

  /** From any thread. */
  void sessionRevoked();
}
