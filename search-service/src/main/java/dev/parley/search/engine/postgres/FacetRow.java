package dev.parley.search.engine.postgres;

import dev.parley.search.engine.Facet;
import dev.parley.search.engine.Found.Count;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How often a value of a facet stands in what was found. */
record FacetRow(String facet, String value, long count) {

  /** As {@link Statements} gathers them: each is its facet, value and count. */
  static List<FacetRow> all(@Nullable Array rows) throws SQLException {
    return rows == null
        ? List.of()
        : Arrays.stream((String[][]) rows.getArray())
            .map(row -> new FacetRow(row[0], row[1], Long.parseLong(row[2])))
            .toList();
  }

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
