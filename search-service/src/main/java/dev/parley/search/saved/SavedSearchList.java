package dev.parley.search.saved;

import java.util.List;

/** All that somebody keeps, by name: they are few. */
record SavedSearchList(List<SavedSearch> items) {}
