@NullMarked
package dev.parley.metrics.operation;

import org.jspecify.annotations.NullMarked;
