/** What is told of a request to those who look at traces. */
@NullMarked
package dev.parley.gateway.trace;

import org.jspecify.annotations.NullMarked;
