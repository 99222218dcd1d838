@NullMarked
package dev.parley.metrics.figures;

import org.jspecify.annotations.NullMarked;
