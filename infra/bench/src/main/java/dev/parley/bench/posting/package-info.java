/** How fast messages are posted, durably, over HTTP. */
@NullMarked
package dev.parley.bench.posting;

import org.jspecify.annotations.NullMarked;
