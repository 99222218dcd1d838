package dev.parley.gateway.limit;

/** Whose requests a policy counts together. */
enum Per {
  /** Somebody who is signed in, by whatever session or token. */
  USER,
  /** One personal API token. */
  TOKEN,
  /** Somebody who is not signed in: address and program. */
  CALLER,
  /** All who are not signed in at one address. */
  ADDRESS,
  /** The account that somebody tries to get into. */
  ACCOUNT
}
