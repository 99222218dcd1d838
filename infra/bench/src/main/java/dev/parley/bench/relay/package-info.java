@NullMarked
package dev.parley.bench.relay;

import org.jspecify.annotations.NullMarked;
