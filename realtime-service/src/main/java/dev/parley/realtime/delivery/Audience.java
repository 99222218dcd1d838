package dev.parley.realtime.delivery;

import java.util.List;

/** Who gets an event, and the cursor that stands behind it. */
record Audience(List<Addressees> addressees, String cursor) {}
