package dev.parley.search.query;

import dev.parley.search.engine.Facet;
import dev.parley.search.engine.Found.Count;
import dev.parley.search.query.SearchAnswer.FacetValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Counts, with the names that people know. */
@Component
class FacetValues {
  private final Names names;

  FacetValues(Names names) {
    this.names = names;
  }

  Map<String, List<FacetValue>> of(Set<Facet> facets, Map<Facet, List<Count>> counts, UUID reader) {
    Map<String, List<FacetValue>> all = new TreeMap<>();
    for (Facet facet : facets) {
      List<Count> values = counts.getOrDefault(facet, List.of());
      Map<String, String> labels =
          labels(facet, values.stream().map(Count::value).toList(), reader);
      all.put(
          facet.name().toLowerCase(Locale.ROOT),
          values.stream()
              .map(one -> new FacetValue(one.value(), labels.get(one.value()), one.count()))
              .toList());
    }
    return all;
  }

  private Map<String, String> labels(Facet facet, List<String> values, UUID reader) {
    return switch (facet) {
      case AUTHOR -> names.ofAuthors(values);
      case PROJECT -> names.ofProjects(values, reader);
      case ROLE, SOURCE, TAG, MONTH -> Map.of();
    };
  }
}
