package dev.parley.search.query;

import dev.parley.search.engine.Criterion;
import dev.parley.search.query.SearchRequest.Filters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Filters are criteria like others. */
final class FilterCriteria {
  private FilterCriteria() {}

  static Criterion with(Criterion wanted, Filters filters, Names names) {
    List<Criterion> all = new ArrayList<>();
    all.add(wanted);
    add(all, filters.kind(), Criterion.OfKind::new);
    add(all, filters.conversationId(), Criterion.InConversation::new);
    add(all, filters.projectId(), id -> new Criterion.InProjects(Set.of(id)));
    add(all, filters.authorId(), id -> new Criterion.By(Set.of(id)));
    add(all, filters.role(), Criterion.Role::new);
    add(all, filters.source(), Criterion.Source::new);
    add(all, filters.tag(), tag -> new Criterion.Tagged(tag, names.conversationsTagged(tag)));
    add(all, filters.has(), Criterion.Has::new);
    add(all, filters.metadata(), Criterion.Containing::new);
    add(all, filters.from(), Criterion.From::new);
    add(all, filters.to(), Criterion.Before::new);
    return all.size() == 1 ? wanted : new Criterion.All(all);
  }

  private static <T> void add(
      List<Criterion> all, @Nullable T filter, Function<T, Criterion> criterion) {
    if (filter != null) {
      all.add(criterion.apply(filter));
    }
  }
}
