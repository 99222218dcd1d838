@NullMarked
package dev.parley.metrics.alert.webhook;

import org.jspecify.annotations.NullMarked;
