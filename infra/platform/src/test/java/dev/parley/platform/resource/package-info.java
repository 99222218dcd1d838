/** Tests of what holds for every resource. */
@NullMarked
package dev.parley.platform.resource;

import org.jspecify.annotations.NullMarked;
