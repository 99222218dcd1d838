/** Sessions that ended before their tokens did. */
@NullMarked
package dev.parley.realtime.session;

import org.jspecify.annotations.NullMarked;
