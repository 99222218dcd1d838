/** What a WebSocket costs the gateway, and what comes through it. */
@NullMarked
package dev.parley.bench.sockets;

import org.jspecify.annotations.NullMarked;
