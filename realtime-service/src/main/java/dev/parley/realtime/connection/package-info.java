/** One client at {@code /ws}: handshake, hello, frames, heartbeat, limits and how it ends. */
@NullMarked
package dev.parley.realtime.connection;

import org.jspecify.annotations.NullMarked;
