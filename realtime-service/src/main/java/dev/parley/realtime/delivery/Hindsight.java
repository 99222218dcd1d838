package dev.parley.realtime.delivery;

/** Whether somebody may see now what happened before. */
public enum Hindsight {
  SHOWN,
  HIDDEN,

  /** It was open to them then, and nothing has been heard here of that conversation since. */
  UNKNOWN
}
