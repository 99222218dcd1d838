@NullMarked
package dev.parley.metrics.overview;

import org.jspecify.annotations.NullMarked;
