package dev.parley.realtime.delivery;

import dev.parley.realtime.event.MessageRef;
import java.util.Set;

/** What a connection has not been told yet, step by step. */
public sealed interface Missed {

  /** A part of it was told, up to this cursor. */
  record Told(Cursor until) implements Missed {}

  /** All of it was told, and whatever happens from now on will be. */
  record All() implements Missed {}

  /** Whether they may see something of it is not known here. */
  record Unclear() implements Missed {}

  /**
   * It is not here any more: what lies between must come from the log.
   *
   * @param deleted messages that were deleted after that
   */
  record Older(Cursor from, Cursor until, Set<MessageRef> deleted) implements Missed {}
}
