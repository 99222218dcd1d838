/** Web pages of other origins than our own. */
@NullMarked
package dev.parley.platform.origin;

import org.jspecify.annotations.NullMarked;
