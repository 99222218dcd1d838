@NullMarked
package dev.parley.platform.database;

import org.jspecify.annotations.NullMarked;
