@NullMarked
package dev.parley.platform.openapi;

import org.jspecify.annotations.NullMarked;
