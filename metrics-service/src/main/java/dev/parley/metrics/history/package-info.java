/** What was measured, minute by minute, for as long as it is kept. */
@NullMarked
package dev.parley.metrics.history;

import org.jspecify.annotations.NullMarked;
