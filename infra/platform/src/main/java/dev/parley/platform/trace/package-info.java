/** What is told of work to those who look at traces, by OpenTelemetry's conventions. */
@NullMarked
package dev.parley.platform.trace;

import org.jspecify.annotations.NullMarked;
