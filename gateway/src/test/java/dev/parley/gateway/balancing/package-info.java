@NullMarked
package dev.parley.gateway.balancing;

import org.jspecify.annotations.NullMarked;
