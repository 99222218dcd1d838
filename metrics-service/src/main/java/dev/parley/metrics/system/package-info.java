/** What machines have left, and what to do when they run short. */
@NullMarked
package dev.parley.metrics.system;

import org.jspecify.annotations.NullMarked;
