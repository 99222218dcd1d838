package dev.parley.realtime.delivery;

/** What a connection has not been told yet, step by step. */
public sealed interface Missed {

  /** A part of it was told, up to this cursor. */
  record Told(Cursor until) implements Missed {}

  /** All of it was told, and whatever happens from now on will be. */
  record All() implements Missed {}

  /** Whether they may see something of it is not known here. */
  record Unclear() implements Missed {}

  /** It is not here any more: what lies between must come from the log. */
  record Older(Cursor from, Cursor until) implements Missed {}
}
