@NullMarked
package dev.parley.platform.discovery;

import org.jspecify.annotations.NullMarked;
