/** Operating system processes: start, watch, stop; what the servers and the launcher stand on. */
@NullMarked
package dev.parley.local.process;

import org.jspecify.annotations.NullMarked;
