/** What a service is spared: calls while it fails, more than it can do, and waiting for ever. */
@NullMarked
package dev.parley.gateway.resilience;

import org.jspecify.annotations.NullMarked;
