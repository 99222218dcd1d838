/** What every request is held to, and every answer carries. */
@NullMarked
package dev.parley.gateway.request;

import org.jspecify.annotations.NullMarked;
