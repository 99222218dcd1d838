@NullMarked
package dev.parley.platform.host;

import org.jspecify.annotations.NullMarked;
