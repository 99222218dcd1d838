@NullMarked
package dev.parley.metrics.leader;

import org.jspecify.annotations.NullMarked;
