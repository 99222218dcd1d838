/** {@code GET /api/v1/search}. */
@NullMarked
package dev.parley.search.query;

import org.jspecify.annotations.NullMarked;
