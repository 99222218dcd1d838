/** What somebody sees who opens the URL. */
@NullMarked
package dev.parley.gateway.home;

import org.jspecify.annotations.NullMarked;
