@NullMarked
package dev.parley.gateway.limit;

import org.jspecify.annotations.NullMarked;
