@NullMarked
package dev.parley.search.indexing;

import org.jspecify.annotations.NullMarked;
