@NullMarked
package dev.parley.platform.defaults;

import org.jspecify.annotations.NullMarked;
