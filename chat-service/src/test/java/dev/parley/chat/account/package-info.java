@NullMarked
package dev.parley.chat.account;

import org.jspecify.annotations.NullMarked;
