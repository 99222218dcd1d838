package dev.parley.bench.realtime;

import dev.parley.bench.chat.Cpu;
import dev.parley.bench.service.BootService;
import dev.parley.bench.service.Nginx;
import dev.parley.bench.service.SteadyLoad;
import dev.parley.bench.service.SteadyLoad.Answered;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.util.FileSystemUtils;

/**
 * All clients come back in the same moment, by the gateway, while others ask something of another
 * service. Run it by {@code infra/bench/storm.sh}.
 */
final class StormBenchmark {

  private static final int PEOPLE = 500;
  private static final int REQUESTS_A_SECOND = 100;
  private static final int CALM_SECONDS = 5;
  private static final int STORM_SECONDS = 30;

  /** As what refuses them says. */
  private static final Duration RETRY_SPREAD = Duration.ofSeconds(6);

  private StormBenchmark() {}

  public static void main(String[] args) throws Exception {
    int clients = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
    String rates = args.length > 1 ? args[1] : "0,250";
    Path folder = Files.createTempDirectory("parley-bench");
    try (Nginx backend = Nginx.backend(folder.resolve("backend"), "{}")) {
      for (String rate : rates.split(",", -1)) {
        storm(folder.resolve("at-" + rate), clients, rate, backend);
      }
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
    System.exit(0);
  }

  private static void storm(Path folder, int clients, String rate, Nginx backend) throws Exception {
    var settings = Map.of("SOCKET_JOINS_PER_SECOND", rate);
    try (var installation = new Installation(Files.createDirectories(folder), PEOPLE, settings);
        var _ = new Room(installation.bootstrapServers(), PEOPLE);
        BootService gateway =
            installation.startGateway(Map.of("chat-service", backend.url("")), settings)) {
      Dialect parley = Dialect.parley(installation::token);
      System.out.println("clients come one after another, to warm it up");
      Crowd.open(gateway.port(), parley, clients).close();
      for (String which : List.of("first", "second")) {
        storm(which, rate, clients, parley, installation, gateway);
      }
    }
  }

  private static void storm(
      String which,
      String rate,
      int clients,
      Dialect parley,
      Installation installation,
      BootService gateway)
      throws IOException {
    var _ = SteadyLoad.run(REQUESTS_A_SECOND, CALM_SECONDS, i -> request(gateway, installation, i));
    List<Answered> calm =
        SteadyLoad.run(REQUESTS_A_SECOND, CALM_SECONDS, i -> request(gateway, installation, i));
    var during =
        CompletableFuture.supplyAsync(
            () ->
                SteadyLoad.run(
                    REQUESTS_A_SECOND, STORM_SECONDS, i -> request(gateway, installation, i)),
            // on one core the common pool has one thread, and HttpClient completes answers there
            Thread.ofPlatform()::start);
    System.out.println("all come at once, for the " + which + " time");
    long begin = System.nanoTime();
    double realtimeCpu = Cpu.of(installation.service().handle());
    double gatewayCpu = Cpu.of(gateway.handle());
    try (var crowd = Crowd.storm(gateway.port(), parley, clients, RETRY_SPREAD)) {
      double took = (System.nanoTime() - begin) / 1e9;
      realtimeCpu = Cpu.of(installation.service().handle()) - realtimeCpu;
      gatewayCpu = Cpu.of(gateway.handle()) - gatewayCpu;
      List<Answered> stormy = during.join();
      System.out.printf(
          Locale.ROOT,
          "%s joins/s, %s storm: %,d of %,d clients back after %.1f s, for which realtime had %.1f s of CPU"
              + " and the gateway %.1f s; others' requests p50 %.1f ms,"
              + " p99 %.1f ms, errors %s (before: %.1f and %.1f); realtime %.0f MiB,"
              + " gateway %.0f MiB%n",
          rate.equals("0") ? "any number of" : rate,
          which,
          crowd.listening(),
          clients,
          took,
          realtimeCpu,
          gatewayCpu,
          SteadyLoad.millis(stormy, 0.5),
          SteadyLoad.millis(stormy, 0.99),
          SteadyLoad.errorsByStatus(stormy),
          SteadyLoad.millis(calm, 0.5),
          SteadyLoad.millis(calm, 0.99),
          installation.service().residentBytes() / 1048576.0,
          gateway.residentBytes() / 1048576.0);
    }
  }

  private static HttpRequest request(BootService gateway, Installation installation, int number) {
    return HttpRequest.newBuilder(URI.create(gateway.url("") + "/api/v1/me"))
        .header("Authorization", "Bearer " + installation.token(number))
        .build();
  }
}
