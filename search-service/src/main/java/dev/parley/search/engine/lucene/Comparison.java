package dev.parley.search.engine.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.Bits;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether an index holds what the tables do: how many of each conversation, which, and as of when. */
final class Comparison {
  private static final String OF_TABLES =
      """
      SELECT c.number, count(*) AS entries, sum(e.position)::bigint AS positions,
             bit_xor(('x' || right(replace(e.id::text, '-', ''), 16))::bit(64)::bigint) AS ids
        FROM (SELECT id, conversation_id, position FROM message WHERE NOT deleted
              UNION ALL
              SELECT id, id, position FROM conversation WHERE title IS NOT NULL) e
        JOIN conversation c ON c.id = e.conversation_id
       GROUP BY c.number
      """;

  private record Sum(long entries, long positions, long ids) {
    Sum plus(long position, long id) {
      return new Sum(entries + 1, positions + position, ids ^ id);
    }
  }

  private Comparison() {}

  /**
   * The numbers of the conversations that differ. Those that somebody writes to just now may be
   * among them.
   */
  static Set<Integer> differences(IndexReader reader, JdbcClient jdbc) throws IOException {
    Map<Integer, Sum> index = ofIndex(reader);
    Map<Integer, Sum> tables = ofTables(jdbc);
    Set<Integer> differing = new HashSet<>(index.keySet());
    differing.addAll(tables.keySet());
    differing.removeIf(
        number -> {
          Sum known = tables.get(number);
          return known != null && known.equals(index.get(number));
        });
    return differing;
  }

  private static Map<Integer, Sum> ofTables(JdbcClient jdbc) {
    Map<Integer, Sum> sums = new HashMap<>();
    jdbc.sql(OF_TABLES)
        .query(
            row -> {
              sums.put(
                  row.getInt("number"),
                  new Sum(row.getLong("entries"), row.getLong("positions"), row.getLong("ids")));
            });
    return sums;
  }

  private static Map<Integer, Sum> ofIndex(IndexReader reader) throws IOException {
    Map<Integer, Sum> sums = new HashMap<>();
    Sum nothing = new Sum(0, 0, 0);
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
        long id = Documents.id(refs.binaryValue()).getLeastSignificantBits();
        long position = positions.longValue();
        sums.compute(
            (int) numbers.longValue(),
            (_, sum) -> (sum == null ? nothing : sum).plus(position, id));
      }
    }
    return sums;
  }
}
