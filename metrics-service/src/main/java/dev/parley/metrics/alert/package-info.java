/** Rules on figures, and what comes of them: alerts, in the log of events and at webhooks. */
@NullMarked
package dev.parley.metrics.alert;

import org.jspecify.annotations.NullMarked;
