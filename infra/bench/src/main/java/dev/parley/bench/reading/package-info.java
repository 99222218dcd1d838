/**
 * What reading costs: pages of messages beside the database's own limit, cached answers and 304s.
 */
@NullMarked
package dev.parley.bench.reading;

import org.jspecify.annotations.NullMarked;
