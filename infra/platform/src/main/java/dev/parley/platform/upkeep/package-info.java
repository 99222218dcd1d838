/** What a service's database looks like from inside, and what operators do to it. */
@NullMarked
package dev.parley.platform.upkeep;

import org.jspecify.annotations.NullMarked;
