package dev.parley.search.owner;

import java.util.UUID;

/**
 * A conversation in a number.
 *
 * @param messages how many there are to be found
 */
record Sum(UUID id, long messages, long sum) {}
