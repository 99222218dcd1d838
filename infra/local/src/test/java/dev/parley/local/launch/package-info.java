/** The launcher, with real servers and stand-ins for the services. */
@NullMarked
package dev.parley.local.launch;

import org.jspecify.annotations.NullMarked;
