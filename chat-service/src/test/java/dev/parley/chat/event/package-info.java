@NullMarked
package dev.parley.chat.event;

import org.jspecify.annotations.NullMarked;
