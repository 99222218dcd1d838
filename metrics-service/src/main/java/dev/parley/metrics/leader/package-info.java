/** Which of the instances of this service does what only one may do. */
@NullMarked
package dev.parley.metrics.leader;

import org.jspecify.annotations.NullMarked;
