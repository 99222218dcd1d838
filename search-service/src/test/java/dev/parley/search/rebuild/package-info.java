@NullMarked
package dev.parley.search.rebuild;

import org.jspecify.annotations.NullMarked;
