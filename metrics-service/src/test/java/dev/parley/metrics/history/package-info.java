@NullMarked
package dev.parley.metrics.history;

import org.jspecify.annotations.NullMarked;
