/** Logs of other chat tools: received in a stream, brought in by a job that any instance may do. */
@NullMarked
package dev.parley.chat.imports;

import org.jspecify.annotations.NullMarked;
