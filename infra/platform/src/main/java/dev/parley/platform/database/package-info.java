/** What statements cost: timed, counted for each request, and named when they are slow. */
@NullMarked
package dev.parley.platform.database;

import org.jspecify.annotations.NullMarked;
