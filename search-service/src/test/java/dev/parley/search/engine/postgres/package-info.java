@NullMarked
package dev.parley.search.engine.postgres;

import org.jspecify.annotations.NullMarked;
