@NullMarked
package dev.parley.search.engine.lucene;

import org.jspecify.annotations.NullMarked;
