package dev.parley.bench.realtime;

import dev.parley.bench.service.BootService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.util.FileSystemUtils;

/** Servers in turn, round after round; figures at the end, progress on the way. */
public final class RealtimeBenchmark {

  private static final String OURS = "ours";
  private static final String THROUGH = "ours, by the gateway";
  private static final int SECONDS = 4;
  private static final double CALM = 10_000;
  private static final double WARM_UP = 20_000;

  /** Every other time, so that what only a busy room needs is compiled as well. */
  private static final double WARM_UP_BUSY = 80_000;

  private static final int HUNDRED = 100;
  private static final int MOST_PEOPLE = 2_000;
  private static final long ROUNDS_WITHIN_NANOS = 480_000_000_000L;

  private final int subscribers;
  private final List<Entrant> entrants = new ArrayList<>();
  private final long begin = System.nanoTime();

  private record Entrant(Contender contender, Search search, Figures found) {}

  private RealtimeBenchmark(int subscribers) {
    this.subscribers = subscribers;
  }

  public static void main(String[] args) throws Exception {
    int subscribers = args.length > 0 ? Integer.parseInt(args[0]) : 500;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    int idle = args.length > 2 ? Integer.parseInt(args[2]) : 10_000;
    Set<String> names =
        Set.of((args.length > 3 ? args[3] : "ws,socket.io,nchan,spring,ours,gateway").split(","));
    // also when it is interrupted, nothing that it started goes on
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> ProcessHandle.current().descendants().forEach(RealtimeBenchmark::end)));
    Path folder = Files.createTempDirectory("parley-bench");
    try {
      new RealtimeBenchmark(subscribers).run(folder, rounds, idle, names);
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
    System.exit(0);
  }

  private static void end(ProcessHandle process) {
    var _ = process.destroy();
  }

  private void run(Path folder, int rounds, int idle, Set<String> names) throws Exception {
    try (var installation = new Installation(folder, Math.clamp(subscribers, 500, MOST_PEOPLE));
        var room = new Room(installation.bootstrapServers(), installation.people());
        var peers = new Peers(folder)) {
      Dialect parley = Dialect.parley(installation::token);
      startPeers(peers, names);
      if (names.contains("ours")) {
        add(ours(OURS, installation.port(), installation::processes, parley, room));
      }
      rounds(rounds);
      if (names.contains("gateway")) {
        try (BootService gateway = installation.startGateway()) {
          Supplier<List<ProcessHandle>> both =
              () -> List.of(installation.service().handle(), gateway.handle());
          Contender through = ours(THROUGH, gateway.port(), both, parley, room);
          turn(add(through));
        }
      }
      report();
      if (idle > 0) {
        progress("idle sockets");
        installation.restartSmall();
        System.out.println("\n" + IdleSockets.measure(installation.service(), parley, idle));
      }
    }
  }

  private void startPeers(Peers peers, Set<String> names) throws IOException {
    if (names.contains("ws")) {
      add(peers.ws());
    }
    if (names.contains("socket.io")) {
      add(peers.socketIo());
    }
    if (names.contains("nchan") && Peers.hasNchan()) {
      add(peers.nchan());
    } else if (names.contains("nchan")) {
      System.out.println("nchan is skipped: Debian's libnginx-mod-nchan is not installed");
    }
    if (names.contains("spring")) {
      add(peers.spring());
    }
  }

  private static Contender ours(
      String name, int port, Supplier<List<ProcessHandle>> processes, Dialect dialect, Room room) {
    return new Contender(
        name, port, processes, dialect, () -> room::say, Contender.JVM_WARM_UPS, true);
  }

  private Entrant add(Contender contender) {
    var entrant = new Entrant(contender, new Search(), new Figures(contender.name()));
    entrants.add(entrant);
    return entrant;
  }

  /** As many as there is time for; later ones take no longer than the first. */
  private void rounds(int rounds) {
    long took = 0;
    for (int round = 1; round <= rounds; round++) {
      long start = System.nanoTime();
      if (round > 1 && start + took / 2 - begin > ROUNDS_WITHIN_NANOS) {
        progress("no time for round " + round);
        return;
      }
      progress("round " + round);
      entrants.forEach(this::turn);
      took = System.nanoTime() - start;
    }
  }

  private void turn(Entrant entrant) {
    Contender contender = entrant.contender();
    Search search = entrant.search();
    Figures found = entrant.found();
    try (var audience = new Audience(contender, subscribers)) {
      Search.Attempt attempt = rate -> attempt(contender, audience, rate);
      for (int i = 0; search.isNew() && i < contender.warmUps(); i++) {
        attempt.at(i % 2 == 0 ? WARM_UP : WARM_UP_BUSY);
      }
      Trial most = search.next(attempt);
      if (most != null) {
        found.most(most);
      }
      found.calm(attempt.at(CALM));
      if (contender.hundred()) {
        found.hundred(attempt.at(HUNDRED * subscribers));
      }
    } catch (IOException e) {
      progress(contender.name() + " is left out of this round: " + e.getMessage());
    }
  }

  private Trial attempt(Contender contender, Audience audience, double rate) throws IOException {
    Trial trial = audience.listen(rate, SECONDS);
    progress("%-20s %s".formatted(contender.name(), trial));
    return trial;
  }

  private void report() {
    List<Figures> figures = entrants.stream().map(Entrant::found).toList();
    double ours =
        figures.stream()
            .filter(found -> found.isOf(OURS))
            .mapToDouble(Figures::medianMost)
            .findFirst()
            .orElse(Double.NaN);
    System.out.printf("%nMost deliveries/s with p99 < 100 ms, %d subscribers%n", subscribers);
    figures.forEach(found -> System.out.println(found.mostLine(ours)));
    System.out.printf("%nAt %,.0f deliveries/s%n", CALM);
    figures.forEach(found -> System.out.println(found.calmLine()));
    System.out.printf("%nAt %d messages/s, from Kafka's producer to the frame%n", HUNDRED);
    figures.stream()
        .filter(Figures::hasHundred)
        .forEach(found -> System.out.println(found.hundredLine()));
  }

  private void progress(String what) {
    System.err.printf("%4d s  %s%n", (System.nanoTime() - begin) / 1_000_000_000, what);
  }
}
