/** What the API is like, for people and for the programs that make clients. */
@NullMarked
package dev.parley.gateway.docs;

import org.jspecify.annotations.NullMarked;
