/** {@code Idempotency-Key}: a POST that is sent again does nothing again. */
@NullMarked
package dev.parley.platform.idempotency;

import org.jspecify.annotations.NullMarked;
