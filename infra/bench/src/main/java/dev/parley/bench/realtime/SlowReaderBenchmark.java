package dev.parley.bench.realtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * What those who read notice of others in the same room who do not. Run it by {@code
 * infra/bench/slow-readers.sh}.
 */
final class SlowReaderBenchmark {

  private static final double RATE = 100_000;
  private static final int SECONDS = 5;
  private static final int WARM_UPS = 6;

  /** Small, so that it is full soon. */
  private static final Map<String, String> SETTINGS =
      Map.of("PARLEY_REALTIME_OUTBOUNDLIMIT", "64KB");

  private SlowReaderBenchmark() {}

  public static void main(String[] args) throws Exception {
    int readers = args.length > 0 ? Integer.parseInt(args[0]) : 500;
    int sleepers = args.length > 1 ? Integer.parseInt(args[1]) : 50;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    Path folder = Files.createTempDirectory("parley-bench");
    try (var installation = new Installation(folder, readers, SETTINGS);
        var room = new Room(installation.bootstrapServers(), readers)) {
      Dialect parley = Dialect.parley(installation::token);
      var ours =
          new Contender(
              "ours",
              installation.port(),
              installation::processes,
              parley,
              () -> room::say,
              WARM_UPS,
              false);
      run(ours, readers, sleepers, rounds);
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
    System.exit(0);
  }

  private static void run(Contender ours, int readers, int sleepers, int rounds)
      throws IOException {
    var alone = new Figures("all read");
    var beside = new Figures(sleepers + " do not read");
    try (var audience = new Audience(ours, readers)) {
      for (int i = 0; i < WARM_UPS; i++) {
        System.err.println("warm up  " + audience.listen(RATE, SECONDS));
      }
      for (int round = 0; round < rounds; round++) {
        for (boolean asleep :
            round % 2 == 1 ? new boolean[] {true, false} : new boolean[] {false, true}) {
          (asleep ? beside : alone).calm(listen(ours, audience, sleepers, asleep));
        }
      }
    }
    List.of(alone, beside).forEach(figures -> System.out.println(figures.calmLine()));
  }

  /** As many are in the room either way: what is compared is whether all of them read. */
  private static Trial listen(Contender ours, Audience audience, int others, boolean asleep)
      throws IOException {
    try (var crowd = Crowd.open(ours.port(), ours.listeners(), others)) {
      if (asleep) {
        crowd.fallAsleep();
      }
      Trial trial = audience.listen(RATE, SECONDS);
      System.err.println((asleep ? "beside   " : "alone    ") + trial);
      return trial;
    }
  }
}
