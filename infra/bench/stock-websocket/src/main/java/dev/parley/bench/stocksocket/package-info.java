@NullMarked
package dev.parley.bench.stocksocket;

import org.jspecify.annotations.NullMarked;
