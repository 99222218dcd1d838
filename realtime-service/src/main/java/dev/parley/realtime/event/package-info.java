/** The few fields of each event that delivery depends on. */
@NullMarked
package dev.parley.realtime.event;

import org.jspecify.annotations.NullMarked;
