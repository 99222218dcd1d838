package dev.parley.metrics.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What one service's schema calls for; made of what the service tells of it. */
record SchemaReport(
    String service,
    @Nullable String countedSince,
    List<UnusedIndex> unusedIndexes,
    List<Scanned> sequentialScans,
    List<Bloat> bloat) {

  /** A table this small is read as a whole whatever indexes it has. */
  private static final long ROWS_WORTH_AN_INDEX = 1_000;

  private static final long DEAD_ROWS_WORTH_A_VACUUM = 1_000;
  private static final double DEAD_SHARE = 0.1;

  record UnusedIndex(String index, String table, long sizeBytes) {}

  /**
   * @param rowsPerScan how many rows were read to find what was looked for
   */
  record Scanned(String table, long rows, long scans, double rowsPerScan, long indexScans) {}

  record Bloat(String table, long rows, long deadRows, double deadShare, long sizeBytes) {}

  static SchemaReport of(String service, JsonNode schema) {
    var scanned = new ArrayList<Scanned>();
    var bloat = new ArrayList<Bloat>();
    for (JsonNode table : schema.path("tables")) {
      String name = table.path("name").asText();
      long rows = table.path("rows").asLong();
      long scans = table.path("sequential_scans").asLong();
      double perScan = scans == 0 ? 0 : table.path("rows_read_sequentially").asDouble() / scans;
      if (rows >= ROWS_WORTH_AN_INDEX && perScan >= ROWS_WORTH_AN_INDEX) {
        scanned.add(new Scanned(name, rows, scans, perScan, table.path("index_scans").asLong()));
      }
      long dead = table.path("dead_rows").asLong();
      double share = rows + dead == 0 ? 0 : (double) dead / (rows + dead);
      if (dead >= DEAD_ROWS_WORTH_A_VACUUM && share >= DEAD_SHARE) {
        bloat.add(new Bloat(name, rows, dead, share, table.path("size_bytes").asLong()));
      }
    }
    scanned.sort(Comparator.comparingDouble((Scanned it) -> -it.scans() * it.rowsPerScan()));
    bloat.sort(Comparator.comparingLong((Bloat it) -> -it.deadRows()));
    JsonNode since = schema.path("since");
    return new SchemaReport(
        service, since.isTextual() ? since.asText() : null, unused(schema), scanned, bloat);
  }

  private static List<UnusedIndex> unused(JsonNode schema) {
    return StreamSupport.stream(schema.path("unused_indexes").spliterator(), false)
        .map(
            index ->
                new UnusedIndex(
                    index.path("name").asText(),
                    index.path("table").asText(),
                    index.path("size_bytes").asLong()))
        .toList();
  }
}
