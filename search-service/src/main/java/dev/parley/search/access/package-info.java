/** Who may read what: the one place that knows. */
@NullMarked
package dev.parley.search.access;

import org.jspecify.annotations.NullMarked;
