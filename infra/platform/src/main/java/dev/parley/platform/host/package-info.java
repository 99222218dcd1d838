/** What a service tells of the machine or container that it runs in. */
@NullMarked
package dev.parley.platform.host;

import org.jspecify.annotations.NullMarked;
