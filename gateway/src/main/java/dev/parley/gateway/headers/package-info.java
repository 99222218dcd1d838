/** What every answer carries besides what it answers. */
@NullMarked
package dev.parley.gateway.headers;

import org.jspecify.annotations.NullMarked;
