@NullMarked
package dev.parley.platform.guestbook;

import org.jspecify.annotations.NullMarked;
