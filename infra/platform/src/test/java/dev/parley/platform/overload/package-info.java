/** More than can be done at once is refused, not taken in. */
@NullMarked
package dev.parley.platform.overload;

import org.jspecify.annotations.NullMarked;
