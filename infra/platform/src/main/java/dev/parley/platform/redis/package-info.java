/** What is done in Redis in one step. */
@NullMarked
package dev.parley.platform.redis;

import org.jspecify.annotations.NullMarked;
