/** Where the bytes of files are: on disk, or in a store that speaks S3. */
@NullMarked
package dev.parley.chat.file.storage;

import org.jspecify.annotations.NullMarked;
