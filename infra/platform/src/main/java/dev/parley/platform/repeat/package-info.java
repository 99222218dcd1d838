/** What every instance does again and again. */
@NullMarked
package dev.parley.platform.repeat;

import org.jspecify.annotations.NullMarked;
