@NullMarked
package dev.parley.realtime.event;

import org.jspecify.annotations.NullMarked;
