/** The query language: from what somebody typed to what they mean, and never a failure. */
@NullMarked
package dev.parley.search.language;

import org.jspecify.annotations.NullMarked;
