@NullMarked
package dev.parley.platform.json;

import org.jspecify.annotations.NullMarked;
