@NullMarked
package dev.parley.search.saved;

import org.jspecify.annotations.NullMarked;
