package dev.parley.platform.resource;

import com.fasterxml.jackson.core.filter.TokenFilter;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which members of JSON objects are written; elements of arrays are each seen the same way. */
final class FieldFilter extends TokenFilter {

  private final Map<String, TokenFilter> members;
  private final @Nullable TokenFilter others;

  private FieldFilter(Map<String, TokenFilter> members, @Nullable TokenFilter others) {
    this.members = Map.copyOf(members);
    this.others = others;
  }

  /** These and no others. */
  static TokenFilter only(Map<String, TokenFilter> members) {
    return new FieldFilter(members, null);
  }

  /** Everything, but of this member only so much. */
  static TokenFilter allWith(String member, TokenFilter filter) {
    return new FieldFilter(Map.of(member, filter), INCLUDE_ALL);
  }

  /** Everything but these. */
  static TokenFilter without(Set<String> members) {
    return new Without(Set.copyOf(members));
  }

  @Override
  public @Nullable TokenFilter includeProperty(String name) {
    TokenFilter filter = members.get(name);
    return filter == null ? others : filter;
  }

  private static final class Without extends TokenFilter {
    private final Set<String> members;

    Without(Set<String> members) {
      this.members = members;
    }

    @Override
    public @Nullable TokenFilter includeProperty(String name) {
      return members.contains(name) ? null : INCLUDE_ALL;
    }
  }
}
