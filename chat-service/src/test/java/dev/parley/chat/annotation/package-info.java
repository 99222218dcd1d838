@NullMarked
package dev.parley.chat.annotation;

import org.jspecify.annotations.NullMarked;
