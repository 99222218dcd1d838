package dev.parley.bench.search;

import dev.parley.bench.chat.Pgbench;
import dev.parley.bench.search.Asker.Times;
import dev.parley.bench.service.BootService;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Run it by {@code infra/bench/search.sh}; everything is on this machine, who asks too. */
final class SearchBenchmark {
  private static final String ALL = "lucene,hostile,postgres,sql,live";
  private static final int WARM_UP = 200;
  private static final int OF_POSTGRES = 30;
  private static final String FACETS = "&facets=author,project,role,source,tag,month";
  private static final String NEWEST = "&order=newest";

  private final SearchInstallation installation;
  private final Corpus corpus;
  private final int times;
  private final Map<String, Query> queries;
  private final Map<String, Double> usual = new TreeMap<>();

  private SearchBenchmark(SearchInstallation installation, Corpus corpus, int times) {
    this.installation = installation;
    this.corpus = corpus;
    this.times = times;
    queries = Query.of(corpus);
  }

  static void main(String[] arguments) throws Exception {
    int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    String folder = arguments.length > 1 ? arguments[1] : "";
    int times = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000;
    List<String> parts = List.of((arguments.length > 3 ? arguments[3] : ALL).split(",", -1));
    try (SearchInstallation installation = SearchInstallation.in(folder)) {
      // makes the tables
      installation.start("postgres").close();
      Corpus corpus = new Corpus(messages);
      corpus.write(installation.postgres());
      if (times > 0) {
        new SearchBenchmark(installation, corpus, times).run(parts);
      }
    }
  }

  private void run(List<String> parts) throws Exception {
    sizes();
    if (parts.contains("lucene") || parts.contains("hostile")) {
      installation.deleteIndex();
      lucene(parts);
    }
    if (parts.contains("postgres")) {
      try (BootService service = installation.start("postgres")) {
        Asker asker = installation.asker(service);
        measure("postgres", asker, Math.min(times, OF_POSTGRES), 3);
        new DeepPages(asker).walk("postgres", corpus.wordIn(100_000));
        if (parts.contains("hostile")) {
          new HostileQueries(asker).run();
        }
      }
    }
    if (parts.contains("sql")) {
      sql();
    }
    if (parts.contains("live")) {
      try (BootService service = installation.start("lucene")) {
        Asker asker = installation.asker(service);
        fill(asker);
        new LiveMessages(installation.brokers(), asker).run(corpus.wordIn(100_000));
      }
    }
  }

  private void lucene(List<String> parts) throws Exception {
    try (BootService service = installation.start("lucene")) {
      Asker asker = installation.asker(service);
      fill(asker);
      System.out.printf(Locale.ROOT, "index: %,d MB%n", installation.indexBytes() >> 20);
      if (parts.contains("lucene")) {
        measure("lucene", asker, times, Math.min(times, WARM_UP));
        new DeepPages(asker).walk("lucene", corpus.wordIn(100_000));
      }
      if (parts.contains("hostile")) {
        new HostileQueries(asker).run();
      }
    }
  }

  private void sizes() throws SQLException {
    try (Connection connection = installation.postgres().connectAsSuperuser();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT sum(length(content)) >> 20, pg_relation_size('search.message_words') >> 20,"
                    + " pg_total_relation_size('search.message') >> 20 FROM search.message")) {
      row.next();
      System.out.printf(
          Locale.ROOT,
          "text: %,d MB, GIN: %,d MB, table with all indexes: %,d MB%n",
          row.getLong(1),
          row.getLong(2),
          row.getLong(3));
    }
  }

  /** An index that is there already is caught up with at once. */
  private void fill(Asker asker) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!asker.answer("w1", "&limit=1").body().contains("\"engine\":\"lucene\"")) {
      LockSupport.parkNanos(200_000_000);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT, "filled in %.1f s: %,.0f messages/s%n", seconds, corpus.messages() / seconds);
  }

  private void measure(String engine, Asker asker, int times, int warmUp)
      throws IOException, InterruptedException {
    for (Query query : queries.values()) {
      for (String extra : new String[] {"", FACETS, NEWEST}) {
        asker.ask(query.q(), query.filters() + extra, warmUp);
      }
    }
    for (var one : queries.entrySet()) {
      Query query = one.getValue();
      Times plain = asker.ask(query.q(), query.filters(), times);
      Times faceted = asker.ask(query.q(), query.filters() + FACETS, times);
      Times newest = asker.ask(query.q(), query.filters() + NEWEST, times);
      say(
          engine,
          one.getKey(),
          "%s | +facets %s (%.1f x) | newest %s"
              .formatted(plain, faceted, faceted.quantile(0.5) / plain.quantile(0.5), newest));
      usual.putIfAbsent(one.getKey(), plain.quantile(0.5));
    }
  }

  /** What GIN and ts_rank take for the same, without HTTP and without asking who may read it. */
  private void sql() throws IOException {
    for (var one : queries.entrySet()) {
      String sql =
          "SELECT id FROM search.message WHERE words @@ '%1$s'::tsquery ORDER BY ts_rank(words, '%1$s'::tsquery) DESC LIMIT 20;"
              .formatted(one.getValue().tsquery());
      double mean =
          1000
              / Pgbench.run(
                  installation.postgres().port(), "search", SearchInstallation.SECRET, sql, 1, 5);
      say(
          "GIN + ts_rank",
          one.getKey(),
          "mean %,.2f ms: %.1f times as long as lucene's p50"
              .formatted(mean, mean / usual.getOrDefault(one.getKey(), Double.NaN)));
    }
  }

  private static void say(String who, String what, String figures) {
    System.out.printf(Locale.ROOT, "%-14s %-26s %s%n", who, what, figures);
  }
}
