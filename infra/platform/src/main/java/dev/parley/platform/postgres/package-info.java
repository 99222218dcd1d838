/** Connections to PostgreSQL beside the pool, and what it announces. */
@NullMarked
package dev.parley.platform.postgres;

import org.jspecify.annotations.NullMarked;
