/** What a request costs that passes through the gateway, beside others that pass it on. */
@NullMarked
package dev.parley.bench.gateway;

import org.jspecify.annotations.NullMarked;
