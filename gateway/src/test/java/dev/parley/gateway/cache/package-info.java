@NullMarked
package dev.parley.gateway.cache;

import org.jspecify.annotations.NullMarked;
