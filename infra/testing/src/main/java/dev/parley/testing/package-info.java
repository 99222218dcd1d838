/**
 * What the tests of all modules share. Real servers, tokens good and bad, the published contracts,
 * and probes that wait on a condition with a bound, never on a sleep.
 */
@NullMarked
package dev.parley.testing;

import org.jspecify.annotations.NullMarked;
