/**
 * A cache of two levels, memory in front of Redis, that is told of every write. Mechanism only: a
 * service says what it keeps in {@link dev.parley.platform.cache.CacheKind}s. Why it is never wrong
 * is written down in docs/decisions/0016-caches.md.
 */
@NullMarked
package dev.parley.platform.cache;

import org.jspecify.annotations.NullMarked;
