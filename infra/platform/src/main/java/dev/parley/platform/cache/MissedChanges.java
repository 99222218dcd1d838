package dev.parley.platform.cache;

import dev.parley.platform.cache.Announcement.Ref;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes that nobody could be told of when they were made. */
interface MissedChanges {

  /**
   * @param refs {@code null}: everything
   */
  record Missed(long id, @Nullable List<Ref> refs) {}

  /** In the caller's transaction: the change and that it is unannounced commit together. */
  void record(Collection<Ref> refs);

  void recordEverything();

  /** Of all instances. */
  List<Missed> pending();

  void forget(List<Missed> dealtWith);

  /** So many that one note stands for all of them. */
  void summarize(List<Missed> pending);
}
