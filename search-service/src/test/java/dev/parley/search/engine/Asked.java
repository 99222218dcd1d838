package dev.parley.search.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.search.access.Reach;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Questions in few words. */
final class Asked {
  private Asked() {}

  static Question question(Criterion criterion, Reach reader, Order order, int limit) {
    return new Question(criterion, reader, order, limit, null, Window.ALL, Set.of());
  }

  static Criterion terms(String... terms) {
    return new Criterion.Terms(Set.of(terms));
  }

  static Criterion row(String... terms) {
    return new Criterion.Row(Arrays.stream(terms).map(Set::of).toList());
  }

  static Criterion all(Criterion... parts) {
    return new Criterion.All(List.of(parts));
  }

  static Criterion any(Criterion... parts) {
    return new Criterion.Any(List.of(parts));
  }

  static Criterion not(Criterion part) {
    return new Criterion.Not(part);
  }

  static Criterion containing(String json) {
    try {
      return new Criterion.Containing(Metadata.of(new ObjectMapper().readTree(json)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
