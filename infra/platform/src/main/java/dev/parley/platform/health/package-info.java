/** How an instance fares, and what it needs: for whoever stands before it, without details. */
@NullMarked
package dev.parley.platform.health;

import org.jspecify.annotations.NullMarked;
