@NullMarked
package dev.parley.search.query;

import org.jspecify.annotations.NullMarked;
