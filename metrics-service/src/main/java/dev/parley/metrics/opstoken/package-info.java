/** The service token with which the actuators of other services are read. */
@NullMarked
package dev.parley.metrics.opstoken;

import org.jspecify.annotations.NullMarked;
