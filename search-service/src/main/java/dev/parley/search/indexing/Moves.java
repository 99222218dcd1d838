package dev.parley.search.indexing;

import dev.parley.search.access.AccessChanges;
import dev.parley.search.access.Memberships.Step;
import dev.parley.search.indexing.ChatEvent.ConversationChanged;
import dev.parley.search.indexing.ConversationRows.Known;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What follows from conversations having changed place or visibility.
 *
 * @param conversations whose messages are to be indexed anew
 * @param readers whose access may have changed by it: members of projects, everybody
 */
record Moves(Set<UUID> conversations, Set<UUID> readers) {

  static Moves between(List<Known> before, Map<UUID, ConversationChanged> changed) {
    Set<UUID> conversations = new HashSet<>();
    Set<UUID> readers = new HashSet<>();
    for (Known old : before) {
      ConversationChanged now = Objects.requireNonNull(changed.get(old.id()));
      String visibility = now.visibility().name().toLowerCase(Locale.ROOT);
      boolean sameProject = Objects.equals(old.projectId(), now.projectId());
      if (!sameProject || !Objects.equals(old.source(), now.source())) {
        conversations.add(old.id());
      }
      if (!sameProject || !old.visibility().equals(visibility)) {
        addReaders(readers, old.projectId(), old.visibility());
        addReaders(readers, now.projectId(), visibility);
      }
    }
    return new Moves(conversations, readers);
  }

  private static void addReaders(Set<UUID> readers, @Nullable UUID project, String visibility) {
    if (visibility.equals("public")) {
      readers.add(AccessChanges.EVERYBODY);
    } else if (visibility.equals("project") && project != null) {
      readers.add(project);
    }
  }

  /** All whose access the batch may have changed. */
  Set<UUID> scopes(Batch batch) {
    Set<UUID> all = new HashSet<>(readers);
    addUsers(all, batch.members());
    addUsers(all, batch.projectMembers());
    return all;
  }

  private static void addUsers(Set<UUID> scopes, Collection<Step> steps) {
    steps.forEach(step -> scopes.add(step.userId()));
  }
}
