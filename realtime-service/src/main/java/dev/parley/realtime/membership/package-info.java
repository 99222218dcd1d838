/** Who belongs to which conversation and project: a projection of events, kept in the database. */
@NullMarked
package dev.parley.realtime.membership;

import org.jspecify.annotations.NullMarked;
