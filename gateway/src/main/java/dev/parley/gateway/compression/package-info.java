/** Which answers are compressed, how, and what that means for their entity tags. */
@NullMarked
package dev.parley.gateway.compression;

import org.jspecify.annotations.NullMarked;
