package dev.parley.search.engine.postgres;

import dev.parley.search.engine.Facet;
import dev.parley.search.engine.Found.Count;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How often a value of a facet stands in what was found. */
record FacetRow(String facet, String value, long count) {

  static Map<Facet, List<Count>> byFacet(Set<Facet> wanted, List<FacetRow> rows) {
    Map<Facet, List<Count>> counts = new EnumMap<>(Facet.class);
    wanted.forEach(facet -> counts.put(facet, new ArrayList<>()));
    for (FacetRow row : rows) {
      counts
          .computeIfAbsent(Facet.valueOf(row.facet()), _ -> new ArrayList<>())
          .add(new Count(row.value(), row.count()));
    }
    return counts;
  }
}
