package dev.parley.search.engine.lucene;

import dev.parley.search.engine.Facet;
import dev.parley.search.engine.Found.Count;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;

/** Counts the values of what was gathered. */
final class FacetCounts {
  /** So many values of a facet are told. */
  private static final int VALUES = 20;

  private FacetCounts() {}

  static Map<Facet, List<Count>> of(Set<Facet> facets, List<Candidate> candidates)
      throws IOException {
    // a segment's documents in the order in which its values can be read: newest first is that
    Map<LeafReaderContext, List<Candidate>> byLeaf =
        candidates.stream().collect(Collectors.groupingBy(Candidate::leaf));
    Map<Facet, List<Count>> counts = new EnumMap<>(Facet.class);
    for (Facet facet : facets) {
      Map<String, Long> count = new HashMap<>();
      for (var leaf : byLeaf.entrySet()) {
        count(facet, leaf.getKey(), leaf.getValue(), count);
      }
      counts.put(facet, most(count));
    }
    return counts;
  }

  private static void count(
      Facet facet, LeafReaderContext leaf, List<Candidate> candidates, Map<String, Long> count)
      throws IOException {
    switch (facet) {
      case PROJECT -> countOne(leaf, Fields.PROJECT, candidates, count);
      case AUTHOR -> countOne(leaf, Fields.AUTHOR, candidates, count);
      case ROLE -> countOne(leaf, Fields.ROLE, candidates, count);
      case SOURCE -> countOne(leaf, Fields.SOURCE, candidates, count);
      case TAG -> countTags(leaf, candidates, count);
      case MONTH -> countMonths(candidates, count);
    }
  }

  private static void countOne(
      LeafReaderContext leaf, String field, List<Candidate> candidates, Map<String, Long> count)
      throws IOException {
    SortedDocValues values = DocValues.getSorted(leaf.reader(), field);
    Map<Integer, Long> byOrdinal = new HashMap<>();
    for (Candidate candidate : candidates) {
      if (values.advanceExact(candidate.doc())) {
        byOrdinal.merge(values.ordValue(), 1L, Long::sum);
      }
    }
    for (var one : byOrdinal.entrySet()) {
      count.merge(values.lookupOrd(one.getKey()).utf8ToString(), one.getValue(), Long::sum);
    }
  }

  private static void countTags(
      LeafReaderContext leaf, List<Candidate> candidates, Map<String, Long> count)
      throws IOException {
    SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), Fields.TAG);
    for (Candidate candidate : candidates) {
      if (values.advanceExact(candidate.doc())) {
        for (int i = 0; i < values.docValueCount(); i++) {
          count.merge(values.lookupOrd(values.nextOrd()).utf8ToString(), 1L, Long::sum);
        }
      }
    }
  }

  private static void countMonths(List<Candidate> candidates, Map<String, Long> count) {
    // newest first: most are of the same month as the one before
    YearMonth month = YearMonth.of(0, 1);
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    long same = 0;
    for (Candidate candidate : candidates) {
      if (candidate.created() < from || candidate.created() >= to) {
        add(count, month, same);
        same = 0;
        month = YearMonth.from(Instant.ofEpochMilli(candidate.created()).atOffset(ZoneOffset.UTC));
        from = millis(month);
        to = millis(month.plusMonths(1));
      }
      same++;
    }
    add(count, month, same);
  }

  private static void add(Map<String, Long> count, YearMonth month, long more) {
    if (more > 0) {
      count.merge(month.toString(), more, Long::sum);
    }
  }

  private static long millis(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static List<Count> most(Map<String, Long> count) {
    return count.entrySet().stream()
        .map(one -> new Count(one.getKey(), one.getValue()))
        .sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::value))
        .limit(VALUES)
        .toList();
  }
}
