@NullMarked
package dev.parley.platform.telemetry;

import org.jspecify.annotations.NullMarked;
