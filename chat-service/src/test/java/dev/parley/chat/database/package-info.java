/** What the service asks of its database, seen from the database's side. */
@NullMarked
package dev.parley.chat.database;

import org.jspecify.annotations.NullMarked;
