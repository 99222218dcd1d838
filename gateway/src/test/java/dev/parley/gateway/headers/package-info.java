@NullMarked
package dev.parley.gateway.headers;

import org.jspecify.annotations.NullMarked;
