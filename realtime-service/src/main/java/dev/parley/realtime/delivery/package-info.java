/** Who is connected here and may see what; each event is encoded once for all of them. */
@NullMarked
package dev.parley.realtime.delivery;

import org.jspecify.annotations.NullMarked;
