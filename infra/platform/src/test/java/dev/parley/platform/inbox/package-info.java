@NullMarked
package dev.parley.platform.inbox;

import org.jspecify.annotations.NullMarked;
