/** Connections of services whose web server is Netty. */
@NullMarked
package dev.parley.platform.netty;

import org.jspecify.annotations.NullMarked;
