/** What passes between a socket and its instance. */
@NullMarked
package dev.parley.gateway.socket;

import org.jspecify.annotations.NullMarked;
