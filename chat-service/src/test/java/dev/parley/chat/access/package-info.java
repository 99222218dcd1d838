/** Every route from each side of its door; a route that is not on the list fails the build. */
@NullMarked
package dev.parley.chat.access;

import org.jspecify.annotations.NullMarked;
