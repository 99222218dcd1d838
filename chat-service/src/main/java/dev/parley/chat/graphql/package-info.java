@NullMarked
package dev.parley.chat.graphql;

import org.jspecify.annotations.NullMarked;
