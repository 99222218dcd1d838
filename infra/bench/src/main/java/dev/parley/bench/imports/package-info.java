/** A large import into a small heap, by a service that is killed on the way. */
@NullMarked
package dev.parley.bench.imports;

import org.jspecify.annotations.NullMarked;
