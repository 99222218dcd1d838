package dev.parley.bench.posting;

import dev.parley.bench.chat.ChatInstallation;
import dev.parley.bench.chat.Cpu;
import dev.parley.bench.chat.People;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Run it by {@code infra/bench/posting.sh}; fsync is on, everything is on this machine. */
final class PostingBenchmark {

  private static final int CONVERSATIONS = 16;
  private static final int CLIENTS = 64;
  private static final int PGBENCH_CLIENTS = 8;

  /** A JVM that is cold compiles more than it serves: it is warm when it gets no faster. */
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  private static final int WARM_UPS = 15;

  private final ChatInstallation chat;
  private final People people;
  private final PeerPosts pgbench;
  private final Posters posters;
  private final Duration time;
  private final List<Double> ours = new ArrayList<>();
  private final List<Double> theirs = new ArrayList<>();
  private long posted;

  private PostingBenchmark(ChatInstallation chat, People people, Duration time) throws Exception {
    this.chat = chat;
    this.people = people;
    this.time = time;
    this.pgbench = PeerPosts.over(people.conversations(), chat);
    this.posters = new Posters(people, chat.port());
  }

  static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    try (ChatInstallation chat = ChatInstallation.create()) {
      chat.start();
      People people = People.with(CONVERSATIONS, chat.port());
      new PostingBenchmark(chat, people, Duration.ofSeconds(seconds)).run(rounds);
    }
  }

  private void run(int rounds) throws Exception {
    warmUp();
    say(
        "%d clients over %d conversations, %d s a run, load %s; warm after %,d posts, round 0 counts for nothing"
            .formatted(CLIENTS, CONVERSATIONS, time.toSeconds(), load(), posted));
    for (int round = 0; round <= rounds; round++) {
      people.signIn();
      if (round % 2 == 0) {
        post(round);
        pgbench(round);
      } else {
        pgbench(round);
        post(round);
      }
    }
    double rate = median(ours);
    say(
        "chat-service  %s   pgbench  %s   ratio %.2f"
            .formatted(spread(ours), spread(theirs), rate / median(theirs)));
    people.signIn();
    latency("at half of that rate", posters.run(CLIENTS, time, rate / 2));
    latency("a single client     ", posters.run(1, time, 0));
    requireAllStored();
  }

  private void warmUp() throws Exception {
    double best = 0;
    int slower = 0;
    for (int i = 0; i < WARM_UPS && slower < 2; i++) {
      people.signIn();
      Posters.Result result = posters.run(CLIENTS, WARM_UP, 0);
      posted += result.nanos().length;
      slower = result.rate() < best * 1.05 ? slower + 1 : 0;
      best = Math.max(best, result.rate());
      say("warming  chat-service %,7.0f posts/s".formatted(result.rate()));
    }
    people.signIn();
  }

  private void post(int round) throws Exception {
    Cpu before = chat.cpu();
    Posters.Result result = posters.run(CLIENTS, time, 0);
    Cpu used = chat.cpu().since(before);
    posted += result.nanos().length;
    say(
        "round %d  chat-service %,7.0f posts/s  p50 %5.1f ms  p99 %5.1f ms  %s  load %s"
            .formatted(
                round,
                result.rate(),
                result.millis(0.5),
                result.millis(0.99),
                used.each(result.nanos().length),
                load()));
    if (round > 0) {
      ours.add(result.rate());
    }
  }

  private void pgbench(int round) throws Exception {
    Cpu before = chat.cpu();
    double rate = pgbench.run(PGBENCH_CLIENTS, time);
    Cpu used = chat.cpu().since(before);
    say(
        "round %d  pgbench      %,7.0f posts/s  CPU µs a post: postgres %5.1f  load %s"
            .formatted(round, rate, used.postgres() / (rate * time.toSeconds()) * 1e6, load()));
    if (round > 0) {
      theirs.add(rate);
    }
  }

  private void latency(String what, Posters.Result result) {
    posted += result.nanos().length;
    say(
        "%s  %,7.0f posts/s  p50 %.2f ms  p90 %.2f ms  p99 %.2f ms  max %.1f ms  load %s"
            .formatted(
                what,
                result.rate(),
                result.millis(0.5),
                result.millis(0.9),
                result.millis(0.99),
                result.millis(1),
                load()));
  }

  /** A fast answer that lied would be worth nothing. */
  private void requireAllStored() throws SQLException {
    try (Connection connection = chat.database();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT (SELECT sum(last_seq) FROM conversation), (SELECT count(*) FROM message)")) {
      row.next();
      if (row.getLong(1) != posted || row.getLong(2) != posted) {
        throw new IllegalStateException(
            "answered %d, numbered %d, stored %d"
                .formatted(posted, row.getLong(1), row.getLong(2)));
      }
      say("all %,d answered posts are stored, numbers without gaps".formatted(posted));
    }
  }

  private static double median(List<Double> rates) {
    return rates.stream().sorted().toList().get(rates.size() / 2);
  }

  private static String spread(List<Double> rates) {
    return String.format(Locale.ROOT, "%,.0f", median(rates))
        + rates.stream()
            .sorted()
            .map(rate -> String.format(Locale.ROOT, "%,.0f", rate))
            .collect(Collectors.joining(" | ", " [", "]"));
  }

  private static String load() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
