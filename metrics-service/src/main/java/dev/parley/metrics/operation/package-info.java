/** What admins have done on all instances: caches emptied and filled, databases put in order. */
@NullMarked
package dev.parley.metrics.operation;

import org.jspecify.annotations.NullMarked;
