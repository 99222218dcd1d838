package dev.parley.search.query;

/** What in a text matched: offsets in UTF-16 code units, the end exclusive. */
record Highlight(int start, int end) {}
