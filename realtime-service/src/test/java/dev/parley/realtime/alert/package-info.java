@NullMarked
package dev.parley.realtime.alert;

import org.jspecify.annotations.NullMarked;
