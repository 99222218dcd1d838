@NullMarked
package dev.parley.chat.project;

import org.jspecify.annotations.NullMarked;
