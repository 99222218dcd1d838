@NullMarked
package dev.parley.acceptance;

import org.jspecify.annotations.NullMarked;
