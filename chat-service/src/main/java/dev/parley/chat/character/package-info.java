@NullMarked
package dev.parley.chat.character;

import org.jspecify.annotations.NullMarked;
