/** Tables whose rows are only needed for a while. */
@NullMarked
package dev.parley.platform.thinning;

import org.jspecify.annotations.NullMarked;
