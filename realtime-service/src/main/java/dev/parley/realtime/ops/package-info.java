/** Who may look into this service over HTTP. */
@NullMarked
package dev.parley.realtime.ops;

import org.jspecify.annotations.NullMarked;
