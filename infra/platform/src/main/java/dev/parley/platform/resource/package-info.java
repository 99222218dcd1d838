/** What holds for every resource that is answered as JSON: sparse fields, entity tags, 304, 412. */
@NullMarked
package dev.parley.platform.resource;

import org.jspecify.annotations.NullMarked;
