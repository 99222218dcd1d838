@NullMarked
package dev.parley.chat.retelling;

import org.jspecify.annotations.NullMarked;
