/** Every request's beginning and end, whoever answers it. */
@NullMarked
package dev.parley.gateway.serving;

import org.jspecify.annotations.NullMarked;
