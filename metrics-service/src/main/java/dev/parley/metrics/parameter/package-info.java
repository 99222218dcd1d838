/** Which query parameters there are, for all routes of this service. */
@NullMarked
package dev.parley.metrics.parameter;

import org.jspecify.annotations.NullMarked;
