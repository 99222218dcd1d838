/** How everything behind the gateway fares, in words for everybody. */
@NullMarked
package dev.parley.gateway.health;

import org.jspecify.annotations.NullMarked;
