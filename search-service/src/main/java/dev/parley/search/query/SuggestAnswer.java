package dev.parley.search.query;

import java.util.List;

/** Titles first, then words, the likelier ones before the others. */
record SuggestAnswer(List<Suggestion> items) {}
