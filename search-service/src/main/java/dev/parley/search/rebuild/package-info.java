/** {@code /api/v1/search/rebuild}: every instance fills a new index beside the one that answers. */
@NullMarked
package dev.parley.search.rebuild;

import org.jspecify.annotations.NullMarked;
