/** Readers and writers together at a steady rate, as the documents' load test mixes them. */
@NullMarked
package dev.parley.bench.mixed;

import org.jspecify.annotations.NullMarked;
