/** {@code /api/v1/search/saved}: queries that people keep under a name. */
@NullMarked
package dev.parley.search.saved;

import org.jspecify.annotations.NullMarked;
