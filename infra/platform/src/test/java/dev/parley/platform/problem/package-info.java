@NullMarked
package dev.parley.platform.problem;

import org.jspecify.annotations.NullMarked;
