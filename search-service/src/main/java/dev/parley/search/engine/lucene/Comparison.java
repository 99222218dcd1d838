package dev.parley.search.engine.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.Bits;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether an index holds what the tables did when it had covered them up to a position: how many of
 * each conversation, which, and as of when. What was written since is left out on both sides.
 */
final class Comparison {
  private static final String OF_TABLES =
      """
      SELECT c.number, count(*) FILTER (WHERE here) AS entries,
             coalesce(sum(e.position) FILTER (WHERE here), 0)::bigint AS positions,
             coalesce(bit_xor(('x' || right(replace(e.id::text, '-', ''), 16))::bit(64)::bigint)
                      FILTER (WHERE here), 0) AS ids,
             coalesce(array_agg(e.id) FILTER (WHERE e.position > :covered), '{}') AS moved
        FROM (SELECT id, conversation_id, position, NOT deleted AND position <= :covered AS here
                FROM message
              UNION ALL
              SELECT id, id, position, title IS NOT NULL AND position <= :covered
                FROM conversation) e
        JOIN conversation c ON c.id = e.conversation_id
       GROUP BY c.number
      """;

  private static final Sum NOTHING = new Sum(0, 0, 0);

  private record Sum(long entries, long positions, long ids) {
    Sum plus(long position, long id) {
      return new Sum(entries + 1, positions + position, ids ^ id);
    }
  }

  private final Map<Integer, Sum> tables = new HashMap<>();
  private final Map<Integer, Sum> index = new HashMap<>();
  private final Set<UUID> moved = new HashSet<>();

  private Comparison() {}

  /**
   * @param covered everything up to there is in the index
   * @return the numbers of the conversations that differ
   */
  static Set<Integer> differences(IndexReader reader, long covered, JdbcClient jdbc)
      throws IOException {
    Comparison comparison = new Comparison();
    comparison.readTables(covered, jdbc);
    comparison.readIndex(reader);
    return comparison.differing();
  }

  private void readTables(long covered, JdbcClient jdbc) {
    jdbc.sql(OF_TABLES)
        .param("covered", covered)
        .query(
            row -> {
              tables.put(
                  row.getInt("number"),
                  new Sum(row.getLong("entries"), row.getLong("positions"), row.getLong("ids")));
              moved.addAll(List.of((UUID[]) row.getArray("moved").getArray()));
            });
  }

  private void readIndex(IndexReader reader) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      NumericDocValues numbers = DocValues.getNumeric(leaf.reader(), Fields.NUMBER);
      NumericDocValues positions = DocValues.getNumeric(leaf.reader(), Fields.POSITION);
      BinaryDocValues refs = DocValues.getBinary(leaf.reader(), Fields.REF);
      Bits live = leaf.reader().getLiveDocs();
      for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
        if (live != null && !live.get(doc)) {
          continue;
        }
        numbers.advanceExact(doc);
        positions.advanceExact(doc);
        refs.advanceExact(doc);
        UUID id = Documents.id(refs.binaryValue());
        if (!moved.contains(id)) {
          long position = positions.longValue();
          index.compute(
              (int) numbers.longValue(),
              (_, sum) ->
                  (sum == null ? NOTHING : sum).plus(position, id.getLeastSignificantBits()));
        }
      }
    }
  }

  private Set<Integer> differing() {
    Set<Integer> numbers = new HashSet<>(index.keySet());
    numbers.addAll(tables.keySet());
    numbers.removeIf(
        number -> index.getOrDefault(number, NOTHING).equals(tables.getOrDefault(number, NOTHING)));
    return numbers;
  }
}
