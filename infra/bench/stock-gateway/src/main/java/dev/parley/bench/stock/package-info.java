@NullMarked
package dev.parley.bench.stock;

import org.jspecify.annotations.NullMarked;
