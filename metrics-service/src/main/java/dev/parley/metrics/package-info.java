/** The metrics service: what all instances tell of themselves, added up for administrators. */
@NullMarked
package dev.parley.metrics;

import org.jspecify.annotations.NullMarked;
