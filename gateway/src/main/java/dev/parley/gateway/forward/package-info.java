/** Hands requests on to instances, and their answers back. */
@NullMarked
package dev.parley.gateway.forward;

import org.jspecify.annotations.NullMarked;
