/** Lucene finds, in a folder of this instance that follows the rows. */
@NullMarked
package dev.parley.search.engine.lucene;

import org.jspecify.annotations.NullMarked;
