/** Answers of servlet services, as they leave. */
@NullMarked
package dev.parley.platform.answer;

import org.jspecify.annotations.NullMarked;
