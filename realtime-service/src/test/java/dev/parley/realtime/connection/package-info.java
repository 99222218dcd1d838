@NullMarked
package dev.parley.realtime.connection;

import org.jspecify.annotations.NullMarked;
