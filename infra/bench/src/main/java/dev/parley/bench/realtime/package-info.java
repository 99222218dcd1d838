/** Delivery to many sockets, side by side with other servers. */
@NullMarked
package dev.parley.bench.realtime;

import org.jspecify.annotations.NullMarked;
