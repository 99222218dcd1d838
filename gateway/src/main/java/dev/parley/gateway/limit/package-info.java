/** How often who may ask for what. */
@NullMarked
package dev.parley.gateway.limit;

import org.jspecify.annotations.NullMarked;
