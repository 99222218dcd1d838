/** What must hold when processes die, counted. */
@NullMarked
package dev.parley.bench.faults;

import org.jspecify.annotations.NullMarked;
