package dev.parley.platform.host;

/**
 * Bytes of a machine or container.
 *
 * @param available what could still be handed out: caches of files give way
 */
record Memory(double total, double available) {

  static final Memory UNKNOWN = new Memory(Double.NaN, Double.NaN);
}
