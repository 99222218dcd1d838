package dev.parley.search.query;

import dev.parley.search.access.Conversations;
import dev.parley.search.access.ReadMarkers;
import dev.parley.search.engine.Criterion;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one request asks the tables before it searches: once, however often the query says it. */
final class LookUps {
  private final Names names;
  private final ReadMarkers markers;
  private final UUID reader;
  private final Map<String, Conversations> tagged = new HashMap<>();
  private Criterion.@Nullable Unread unread;

  LookUps(Names names, ReadMarkers markers, UUID reader) {
    this.names = names;
    this.markers = markers;
    this.reader = reader;
  }

  Conversations tagged(String tag) {
    return tagged.computeIfAbsent(tag, names::conversationsTagged);
  }

  Criterion unread() {
    Criterion.Unread known = unread;
    if (known == null) {
      known = new Criterion.Unread(markers.of(reader), markers.holdingNews(reader));
      unread = known;
    }
    return known;
  }
}
