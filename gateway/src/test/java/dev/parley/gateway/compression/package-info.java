@NullMarked
package dev.parley.gateway.compression;

import org.jspecify.annotations.NullMarked;
