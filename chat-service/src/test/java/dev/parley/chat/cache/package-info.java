@NullMarked
package dev.parley.chat.cache;

import org.jspecify.annotations.NullMarked;
