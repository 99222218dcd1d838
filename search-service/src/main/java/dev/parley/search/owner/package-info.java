/** Compares the tables with what their owner has, and reads again what differs. */
@NullMarked
package dev.parley.search.owner;

import org.jspecify.annotations.NullMarked;
