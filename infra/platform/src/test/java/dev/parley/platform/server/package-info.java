@NullMarked
package dev.parley.platform.server;

import org.jspecify.annotations.NullMarked;
