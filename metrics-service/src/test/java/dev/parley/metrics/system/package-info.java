@NullMarked
package dev.parley.metrics.system;

import org.jspecify.annotations.NullMarked;
