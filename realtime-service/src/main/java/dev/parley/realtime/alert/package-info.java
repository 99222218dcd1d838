/** What is wrong with the installation, told live to administrators; never needed, they can ask. */
@NullMarked
package dev.parley.realtime.alert;

import org.jspecify.annotations.NullMarked;
