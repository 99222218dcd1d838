package dev.parley.realtime.connection;

import dev.parley.platform.security.Caller;
import java.time.Instant;

/** What a verified token opens, and for how long. */
record Access(Caller caller, Instant until) {}
