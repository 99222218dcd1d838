@NullMarked
package dev.parley.chat.target;

import org.jspecify.annotations.NullMarked;
