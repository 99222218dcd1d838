/** What it costs to watch everything else. */
@NullMarked
package dev.parley.bench.observing;

import org.jspecify.annotations.NullMarked;
