@NullMarked
package dev.parley.gateway.forward;

import org.jspecify.annotations.NullMarked;
