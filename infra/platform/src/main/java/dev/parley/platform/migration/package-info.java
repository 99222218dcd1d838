@NullMarked
package dev.parley.platform.migration;

import org.jspecify.annotations.NullMarked;
