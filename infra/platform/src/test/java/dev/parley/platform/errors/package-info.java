@NullMarked
package dev.parley.platform.errors;

import org.jspecify.annotations.NullMarked;
