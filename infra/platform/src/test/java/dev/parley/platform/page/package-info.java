/** Tests of pages and cursors. */
@NullMarked
package dev.parley.platform.page;

import org.jspecify.annotations.NullMarked;
