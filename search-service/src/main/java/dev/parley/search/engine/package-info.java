/** The port behind which indexes stand, and what goes in and comes out of it. */
@NullMarked
package dev.parley.search.engine;

import org.jspecify.annotations.NullMarked;
