/** A chat-service as it is run, with its servers, and light clients for it. */
@NullMarked
package dev.parley.bench.chat;

import org.jspecify.annotations.NullMarked;
