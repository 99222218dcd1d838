@NullMarked
package dev.parley.search.owner;

import org.jspecify.annotations.NullMarked;
