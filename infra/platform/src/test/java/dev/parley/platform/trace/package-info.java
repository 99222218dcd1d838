@NullMarked
package dev.parley.platform.trace;

import org.jspecify.annotations.NullMarked;
