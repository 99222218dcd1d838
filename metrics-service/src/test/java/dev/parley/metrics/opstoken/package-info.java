@NullMarked
package dev.parley.metrics.opstoken;

import org.jspecify.annotations.NullMarked;
