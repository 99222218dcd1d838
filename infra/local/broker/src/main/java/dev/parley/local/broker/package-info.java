/** The main class of the broker process. */
@NullMarked
package dev.parley.local.broker;

import org.jspecify.annotations.NullMarked;
