/** Who is there, what each one tells of itself, and the last minutes of that, in memory. */
@NullMarked
package dev.parley.metrics.scrape;

import org.jspecify.annotations.NullMarked;
