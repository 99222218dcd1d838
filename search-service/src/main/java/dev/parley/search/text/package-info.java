/** What text is allowed to be before PostgreSQL sees it. */
@NullMarked
package dev.parley.search.text;

import org.jspecify.annotations.NullMarked;
