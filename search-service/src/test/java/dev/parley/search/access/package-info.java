@NullMarked
package dev.parley.search.access;

import org.jspecify.annotations.NullMarked;
