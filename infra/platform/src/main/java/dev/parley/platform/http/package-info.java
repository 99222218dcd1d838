/** Asking others over HTTP. */
@NullMarked
package dev.parley.platform.http;

import org.jspecify.annotations.NullMarked;
