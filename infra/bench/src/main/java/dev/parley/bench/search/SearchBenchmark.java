package dev.parley.bench.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.bench.chat.Pgbench;
import dev.parley.bench.service.BootService;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Run it by {@code infra/bench/search.sh}; everything is on this machine, who asks too. */
final class SearchBenchmark {
  private static final int WARM_UP = 300;
  private static final String FACETS = "&facets=author,project,role,source,tag,month";

  /**
   * @param tsquery the same for PostgreSQL
   */
  private record Query(String q, String filters, String tsquery) {
    static Query of(String q, String tsquery) {
      return new Query(q, "", tsquery);
    }
  }

  private final SearchInstallation installation;
  private final Corpus corpus;
  private final int times;

  private SearchBenchmark(SearchInstallation installation, Corpus corpus, int times) {
    this.installation = installation;
    this.corpus = corpus;
    this.times = times;
  }

  static void main(String[] arguments) throws Exception {
    int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
    try (SearchInstallation installation = SearchInstallation.create()) {
      // makes the tables
      installation.start("postgres").close();
      Corpus corpus = new Corpus(messages);
      corpus.write(installation.postgres());
      new SearchBenchmark(installation, corpus, times).run();
    }
  }

  private void run() throws Exception {
    sizes();
    try (BootService service = installation.start("lucene")) {
      fill(installation.asker(service));
      System.out.printf(Locale.ROOT, "index: %,d MB%n", installation.indexBytes() >> 20);
      measure("lucene", installation.asker(service), times);
    }
    try (BootService service = installation.start("postgres")) {
      measure("postgres", installation.asker(service), Math.min(times, 50));
    }
    for (var one : queries().entrySet()) {
      String sql =
          "SELECT id FROM search.message WHERE words @@ '%1$s'::tsquery ORDER BY ts_rank(words, '%1$s'::tsquery) DESC LIMIT 20;"
              .formatted(one.getValue().tsquery());
      double rate =
          Pgbench.run(
              installation.postgres().port(), "search", SearchInstallation.SECRET, sql, 1, 5);
      say("GIN + ts_rank", one.getKey(), "mean %,.2f ms".formatted(1000 / rate));
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

  private void fill(Asker asker) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!asker.answer("w1", "&limit=1").body().contains("\"engine\":\"lucene\"")) {
      LockSupport.parkNanos(200_000_000);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT, "filled in %.1f s: %,.0f messages/s%n", seconds, corpus.messages() / seconds);
  }

  private void measure(String engine, Asker asker, int times)
      throws IOException, InterruptedException {
    for (Query query : queries().values()) {
      asker.ask(query.q(), query.filters(), WARM_UP / queries().size());
    }
    for (var one : queries().entrySet()) {
      Query query = one.getValue();
      for (String extra : List.of("", FACETS, "&order=newest")) {
        Asker.Times taken = asker.ask(query.q(), query.filters() + extra, times);
        say(
            engine,
            one.getKey() + (extra.isEmpty() ? "" : extra.startsWith("&f") ? " +facets" : " newest"),
            "p50 %,.2f  p99 %,.2f  most %,.2f ms"
                .formatted(taken.quantile(0.5), taken.quantile(0.99), taken.quantile(1)));
      }
    }
  }

  private Map<String, Query> queries() {
    String rare = corpus.wordIn(200);
    String mid = corpus.wordIn(10_000);
    String common = corpus.wordIn(100_000);
    String veryCommon = corpus.wordIn(750_000);
    String other = corpus.wordIn(90_000);
    Map<String, Query> all = new LinkedHashMap<>();
    all.put("rare", Query.of(rare, rare));
    all.put("mid", Query.of(mid, mid));
    all.put("common", Query.of(common, common));
    all.put("very common", Query.of(veryCommon, veryCommon));
    all.put("two words", Query.of(common + " " + other, common + " & " + other));
    all.put(
        "phrase", Query.of("\"" + veryCommon + " " + common + "\"", veryCommon + " <-> " + common));
    all.put("prefix", Query.of(mid + "*", mid + ":*"));
    all.put("common, by one author", new Query(common, "&author_id=" + md5("a7"), common));
    all.put(
        "mid, in one conversation",
        new Query(mid, "&conversation_id=" + md5("conversation7"), mid));
    all.put("very common, old", new Query(veryCommon, "&to=2025-01-03", veryCommon));
    return all;
  }

  /** An id as {@link Corpus} makes them. */
  private static String md5(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
      ByteBuffer bytes = ByteBuffer.wrap(hash);
      return new UUID(bytes.getLong(), bytes.getLong()).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void say(String who, String what, String figures) {
    System.out.printf(Locale.ROOT, "%-14s %-34s %s%n", who, what, figures);
  }
}
