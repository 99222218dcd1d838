@NullMarked
package dev.parley.platform.upkeep;

import org.jspecify.annotations.NullMarked;
