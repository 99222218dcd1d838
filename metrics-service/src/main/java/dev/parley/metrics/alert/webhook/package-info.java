/** Messages to addresses that operators name, as Standard Webhooks has them. */
@NullMarked
package dev.parley.metrics.alert.webhook;

import org.jspecify.annotations.NullMarked;
