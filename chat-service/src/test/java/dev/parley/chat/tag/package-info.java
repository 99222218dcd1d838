@NullMarked
package dev.parley.chat.tag;

import org.jspecify.annotations.NullMarked;
