@NullMarked
package dev.parley.chat.file.storage;

import org.jspecify.annotations.NullMarked;
