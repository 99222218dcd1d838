@NullMarked
package dev.parley.chat.setting;

import org.jspecify.annotations.NullMarked;
