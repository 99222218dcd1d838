/** Services as they are deployed, started by themselves. */
@NullMarked
package dev.parley.bench.service;

import org.jspecify.annotations.NullMarked;
