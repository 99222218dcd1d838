@NullMarked
package dev.parley.gateway.failure;

import org.jspecify.annotations.NullMarked;
