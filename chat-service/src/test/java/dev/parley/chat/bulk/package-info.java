@NullMarked
package dev.parley.chat.bulk;

import org.jspecify.annotations.NullMarked;
