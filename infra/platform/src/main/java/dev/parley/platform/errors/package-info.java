/** Errors told to a Sentry-compatible address, where one is set. */
@NullMarked
package dev.parley.platform.errors;

import org.jspecify.annotations.NullMarked;
