@NullMarked
package dev.parley.platform.cache;

import org.jspecify.annotations.NullMarked;
