@NullMarked
package dev.parley.platform.health;

import org.jspecify.annotations.NullMarked;
