/** PostgreSQL finds: tsvector and GIN, words by trigrams. */
@NullMarked
package dev.parley.search.engine.postgres;

import org.jspecify.annotations.NullMarked;
