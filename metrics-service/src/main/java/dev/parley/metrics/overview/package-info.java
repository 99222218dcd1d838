/** What an administrator is shown: every figure, per instance, per service and in all. */
@NullMarked
package dev.parley.metrics.overview;

import org.jspecify.annotations.NullMarked;
