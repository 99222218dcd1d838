/** Searching: both engines beside the same query in SQL. */
@NullMarked
package dev.parley.bench.search;

import org.jspecify.annotations.NullMarked;
