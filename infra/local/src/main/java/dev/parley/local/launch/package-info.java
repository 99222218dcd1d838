/**
 * The launcher behind {@code ./run}: the whole platform as processes of one machine.
 *
 * <p>Processes are detached and written down in {@code run/state} of Parley's folder the moment
 * they exist; that file, with a check of each pid's start time, is the only truth about what runs.
 * So any later command, from any terminal, and after any crash, knows what is there.
 */
@NullMarked
package dev.parley.local.launch;

import org.jspecify.annotations.NullMarked;
