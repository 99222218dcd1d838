package dev.parley.metrics.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.metrics.scrape.Addresses;
import dev.parley.platform.security.AdminOnly;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What services tell of their schemas, asked side by side; who does not answer is named. */
@AdminOnly
@RestController
class ReportController {

  private static final int MOST_STATEMENTS = 100;

  private final Addresses addresses;
  private final Schemas schemas;

  ReportController(Addresses addresses, Schemas schemas) {
    this.addresses = addresses;
    this.schemas = schemas;
  }

  record Indexes(List<SchemaReport> services, List<String> warnings) {}

  /**
   * @param query with {@code $1} where values were
   */
  record SlowQuery(
      String service,
      String query,
      long calls,
      double totalSeconds,
      double meanSeconds,
      double longestSeconds,
      long rows,
      @Nullable Double blocksInMemory) {}

  record SlowQueries(List<SlowQuery> queries, List<String> warnings) {}

  @GetMapping("/api/v1/performance/database/indexes")
  ResponseEntity<Indexes> indexes() throws InterruptedException {
    var warnings = new ArrayList<String>();
    var reports = new ArrayList<SchemaReport>();
    seen(warnings).forEach((service, schema) -> reports.add(SchemaReport.of(service, schema)));
    return fresh(new Indexes(reports, warnings));
  }

  @GetMapping("/api/v1/performance/database/slow-queries")
  ResponseEntity<SlowQueries> slowQueries() throws InterruptedException {
    var warnings = new ArrayList<String>();
    var queries = new ArrayList<SlowQuery>();
    seen(warnings)
        .forEach(
            (service, schema) -> {
              schema.path("statements").forEach(it -> queries.add(query(service, it)));
              if (schema.path("statements_missing").isTextual()) {
                warnings.add(
                    "%s knows of no statements: %s"
                        .formatted(service, schema.path("statements_missing").asText()));
              }
            });
    queries.sort(Comparator.comparingDouble((SlowQuery it) -> -it.totalSeconds()));
    return fresh(
        new SlowQueries(queries.subList(0, Math.min(MOST_STATEMENTS, queries.size())), warnings));
  }

  private static SlowQuery query(String service, JsonNode statement) {
    JsonNode inMemory = statement.path("blocks_in_memory");
    return new SlowQuery(
        service,
        statement.path("text").asText(),
        statement.path("calls").asLong(),
        statement.path("total_seconds").asDouble(),
        statement.path("mean_seconds").asDouble(),
        statement.path("longest_seconds").asDouble(),
        statement.path("rows").asLong(),
        inMemory.isNumber() ? inMemory.asDouble() : null);
  }

  private Map<String, JsonNode> seen(List<String> warnings) throws InterruptedException {
    Map<String, Future<Schemas.Seen>> asked = new LinkedHashMap<>();
    Map<String, JsonNode> found = new LinkedHashMap<>();
    try (var each = Context.taskWrapping(Executors.newVirtualThreadPerTaskExecutor())) {
      for (String service : addresses.services()) {
        asked.put(service, each.submit(() -> schemas.of(service)));
      }
      for (var service : asked.entrySet()) {
        switch (service.getValue().get()) {
          case Schemas.Seen.Known(var _, JsonNode schema) -> found.put(service.getKey(), schema);
          case Schemas.Seen.None() -> {}
          case Schemas.Seen.Unknown(String why) ->
              warnings.add("%s tells nothing of its schema: %s".formatted(service.getKey(), why));
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  private static <T> ResponseEntity<T> fresh(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }
}
