@NullMarked
package dev.parley.search.engine;

import org.jspecify.annotations.NullMarked;
