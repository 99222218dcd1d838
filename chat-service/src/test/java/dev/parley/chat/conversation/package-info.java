@NullMarked
package dev.parley.chat.conversation;

import org.jspecify.annotations.NullMarked;
