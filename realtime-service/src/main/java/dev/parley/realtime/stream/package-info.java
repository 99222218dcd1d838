/** Reads Kafka: all partitions, in order, on one thread. */
@NullMarked
package dev.parley.realtime.stream;

import org.jspecify.annotations.NullMarked;
