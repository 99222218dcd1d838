/** Who is there and who is typing: told through Redis, kept nowhere for long, and never needed. */
@NullMarked
package dev.parley.realtime.presence;

import org.jspecify.annotations.NullMarked;
