package dev.parley.testing;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The spans of one trace that have arrived so far. */
public record Trace(String id, List<ReceivedSpan> spans) {
  public Trace {
    spans = List.copyOf(spans);
  }

  public Set<String> services() {
    Set<String> services = new TreeSet<>();
    spans.forEach(span -> services.add(span.service()));
    return services;
  }

  public List<ReceivedSpan> of(String service) {
    return spans.stream().filter(span -> span.service().equals(service)).toList();
  }

  /** Whether each span but the first hangs on another one of this trace. */
  public boolean isConnected() {
    List<String> ids = spans.stream().map(ReceivedSpan::id).toList();
    return spans.stream().filter(span -> !ids.contains(span.parentId())).count() == 1;
  }
}
