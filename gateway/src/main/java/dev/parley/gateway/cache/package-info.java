/** Answers that everybody may see are kept here, and shared, by RFC 9111. */
@NullMarked
package dev.parley.gateway.cache;

import org.jspecify.annotations.NullMarked;
