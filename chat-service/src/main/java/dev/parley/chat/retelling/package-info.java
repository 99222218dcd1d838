/**
 * What other services keep of conversations, told again: sums to compare it with, and all of a
 * conversation where it differs. For services; the gateway leads nobody here.
 */
@NullMarked
package dev.parley.chat.retelling;

import org.jspecify.annotations.NullMarked;
