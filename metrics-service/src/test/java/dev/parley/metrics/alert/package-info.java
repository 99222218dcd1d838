@NullMarked
package dev.parley.metrics.alert;

import org.jspecify.annotations.NullMarked;
