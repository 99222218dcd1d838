/** Delivers what happens to every connection that may see it. */
@NullMarked
package dev.parley.realtime;

import org.jspecify.annotations.NullMarked;
