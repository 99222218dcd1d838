/** The arithmetic: sums, rates and quantiles from counters that may start anew at any time. */
@NullMarked
package dev.parley.metrics.figures;

import org.jspecify.annotations.NullMarked;
