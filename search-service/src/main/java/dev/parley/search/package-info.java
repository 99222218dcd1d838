/** The search service: an index over what people wrote, and what each of them may find in it. */
@NullMarked
package dev.parley.search;

import org.jspecify.annotations.NullMarked;
