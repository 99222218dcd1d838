@NullMarked
package dev.parley.search.language;

import org.jspecify.annotations.NullMarked;
