@NullMarked
package dev.parley.gateway.resilience;

import org.jspecify.annotations.NullMarked;
