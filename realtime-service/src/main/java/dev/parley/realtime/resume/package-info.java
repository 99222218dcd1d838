/** Whoever comes back hears what happened meanwhile, or that it can no longer be told. */
@NullMarked
package dev.parley.realtime.resume;

import org.jspecify.annotations.NullMarked;
