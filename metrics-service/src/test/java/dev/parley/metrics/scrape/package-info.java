@NullMarked
package dev.parley.metrics.scrape;

import org.jspecify.annotations.NullMarked;
