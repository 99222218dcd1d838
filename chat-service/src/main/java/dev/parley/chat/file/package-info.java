/** Files: taken in as a stream, kept in a storage, given out in ranges. */
@NullMarked
package dev.parley.chat.file;

import org.jspecify.annotations.NullMarked;
