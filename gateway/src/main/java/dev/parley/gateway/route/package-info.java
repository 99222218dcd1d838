/** Which service a path belongs to, and the steps from there to its answer. */
@NullMarked
package dev.parley.gateway.route;

import org.jspecify.annotations.NullMarked;
