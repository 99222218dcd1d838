@NullMarked
package dev.parley.chat.file;

import org.jspecify.annotations.NullMarked;
