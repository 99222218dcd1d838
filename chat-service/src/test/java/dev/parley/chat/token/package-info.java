@NullMarked
package dev.parley.chat.token;

import org.jspecify.annotations.NullMarked;
