/** What figures were: kept finely for an hour, and ever more coarsely for a month. */
@NullMarked
package dev.parley.metrics.history;

import org.jspecify.annotations.NullMarked;
