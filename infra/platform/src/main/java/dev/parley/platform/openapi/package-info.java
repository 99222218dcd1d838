/** How a service describes its API, and how several descriptions become one. */
@NullMarked
package dev.parley.platform.openapi;

import org.jspecify.annotations.NullMarked;
