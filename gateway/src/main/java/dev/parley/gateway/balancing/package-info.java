/** Which instance of a service is asked. */
@NullMarked
package dev.parley.gateway.balancing;

import org.jspecify.annotations.NullMarked;
