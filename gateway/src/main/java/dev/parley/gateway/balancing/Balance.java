package dev.parley.gateway.balancing;

/** How one of several instances is chosen. */
enum Balance {
  /** Each in turn. */
  ROUND_ROBIN,
  /** Where least is under way; in turn where it is the same. */
  LEAST_LOADED
}
