@NullMarked
package dev.parley.platform.event;

import org.jspecify.annotations.NullMarked;
