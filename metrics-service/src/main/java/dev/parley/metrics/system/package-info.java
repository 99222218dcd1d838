/** The machine that this service runs on, and what to do when it runs short. */
@NullMarked
package dev.parley.metrics.system;

import org.jspecify.annotations.NullMarked;
