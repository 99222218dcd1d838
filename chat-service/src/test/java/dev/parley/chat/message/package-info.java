@NullMarked
package dev.parley.chat.message;

import org.jspecify.annotations.NullMarked;
