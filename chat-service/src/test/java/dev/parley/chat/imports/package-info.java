@NullMarked
package dev.parley.chat.imports;

import org.jspecify.annotations.NullMarked;
