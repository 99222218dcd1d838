@NullMarked
package dev.parley.search.engines;

import org.jspecify.annotations.NullMarked;
