package dev.parley.bench.gateway;

import com.nimbusds.jose.JOSEObjectType;
import dev.parley.bench.chat.Cpu;
import dev.parley.bench.chat.Wrk;
import dev.parley.bench.service.BootService;
import dev.parley.bench.service.Keys;
import dev.parley.bench.service.Nginx;
import dev.parley.bench.service.OurGateway;
import dev.parley.bench.service.SteadyLoad;
import dev.parley.bench.service.SteadyLoad.Answered;
import dev.parley.local.process.Ports;
import dev.parley.local.server.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/** Run it by {@code infra/bench/gateway.sh}; everything is on this machine, the load too. */
final class GatewayBenchmark {

  private static final int PEOPLE = 64;
  private static final int STEADY_RATE = 1000;
  private static final int MOST_WARM_UPS = 12;
  private static final String PATH = "/api/v1/me";
  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

  /**
   * @param tokens one of them with each request
   */
  private record Subject(String base, ProcessHandle process, List<String> tokens) {

    double cpu() {
      return Cpu.ofAll(process);
    }
  }

  private record Figures(double rate, double micros, long p50, long p99) {}

  private final int rounds;
  private final int seconds;
  private final int connections;
  private final Map<String, List<Figures>> figures = new LinkedHashMap<>();

  private GatewayBenchmark(int rounds, int seconds, int connections) {
    this.rounds = rounds;
    this.seconds = seconds;
    this.connections = connections;
  }

  static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
    int connections = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 32;
    Path folder = Files.createTempDirectory("parley-bench");
    Keys keys = Keys.generate();
    try (RedisServer redis = RedisServer.startTemporary();
        Nginx backend = Nginx.backend(folder.resolve("backend"), keys.published());
        Nginx nginx = Nginx.proxyBefore(backend, folder.resolve("proxy"));
        BootService ours =
            OurGateway.start(
                redis,
                Map.of("chat-service", backend.url("")),
                backend.url("/jwks.json"),
                folder.resolve("gateway.log"));
        BootService stock = stock(redis, backend, folder.resolve("stock.log"))) {
      Map<String, Subject> subjects = new LinkedHashMap<>();
      subjects.put("backend alone", new Subject(backend.url(""), backend.handle(), List.of()));
      subjects.put("nginx", new Subject(nginx.url(""), nginx.handle(), List.of()));
      subjects.put("ours", subject(ours, tokens(keys, ACCESS_TOKEN)));
      subjects.put("stock", subject(stock, tokens(keys, JOSEObjectType.JWT)));
      new GatewayBenchmark(rounds, seconds, connections).run(subjects);
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  private static BootService stock(RedisServer redis, Nginx backend, Path log) throws IOException {
    return BootService.start(
        "infra/bench/stock-gateway",
        Ports.free(),
        "512m",
        Map.of(
            "REDIS_URL", redis.url(),
            "JWKS_URL", backend.url("/jwks.json"),
            "BACKEND_URL", backend.url("")),
        log);
  }

  private static Subject subject(BootService service, List<String> tokens) {
    return new Subject(service.url("").toString(), service.handle(), tokens);
  }

  private static List<String> tokens(Keys keys, JOSEObjectType type) throws Exception {
    List<String> tokens = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      tokens.add(keys.tokenOf(person, type));
    }
    return tokens;
  }

  private void run(Map<String, Subject> subjects) throws IOException {
    for (var subject : subjects.entrySet()) {
      warmUp(subject.getKey(), subject.getValue());
    }
    for (int round = 1; round <= rounds; round++) {
      List<Map.Entry<String, Subject>> order = new ArrayList<>(subjects.entrySet());
      if (round % 2 == 0) {
        Collections.reverse(order);
      }
      for (var subject : order) {
        Figures measured = measure(subject.getValue());
        System.out.println(line("round " + round, subject.getKey(), measured));
        figures.computeIfAbsent(subject.getKey(), _ -> new ArrayList<>()).add(measured);
      }
    }
    figures.forEach(
        (name, all) -> System.out.println(line("median", name, median(all)) + spread(all)));
    // the first finds code that was compiled for another load, and a client that is cold
    for (int round = 0; round <= rounds; round++) {
      String name = round == 0 ? "warm up " : "round " + round + ' ';
      subjects.forEach((which, subject) -> steady(name + which, subject));
    }
  }

  /** What it adds where nothing is full. */
  private void steady(String name, Subject subject) {
    List<String> tokens = subject.tokens();
    List<Answered> answers =
        SteadyLoad.run(
            STEADY_RATE,
            seconds,
            number -> {
              var request = HttpRequest.newBuilder(URI.create(subject.base() + PATH));
              if (!tokens.isEmpty()) {
                request.header("Authorization", "Bearer " + tokens.get(number % tokens.size()));
              }
              return request.build();
            });
    System.out.printf(
        Locale.ROOT,
        "at %,d/s  %-22s p50 %5.2f ms  p99 %6.2f ms  errors %d%n",
        STEADY_RATE,
        name,
        SteadyLoad.millis(answers, 0.5),
        SteadyLoad.millis(answers, 0.99),
        SteadyLoad.errors(answers));
  }

  /** Until it is no faster than before: a JVM compiles for the first ten thousands of requests. */
  private void warmUp(String name, Subject subject) throws IOException {
    double fastest = 0;
    int noFaster = 0;
    for (int i = 0; i < MOST_WARM_UPS && noFaster < 3; i++) {
      Figures measured = measure(subject);
      System.out.println(line("warm up", name, measured));
      noFaster = measured.rate() > fastest * 1.05 ? 0 : noFaster + 1;
      fastest = Math.max(fastest, measured.rate());
    }
  }

  private Figures measure(Subject subject) throws IOException {
    double before = subject.cpu();
    Wrk.Load load = Wrk.getAs(subject.tokens(), subject.base(), PATH, connections, seconds);
    if (load.errors() > 0) {
      throw new IllegalStateException(load.toString());
    }
    double micros = (subject.cpu() - before) * 1e6 / load.requests();
    return new Figures(load.rate(), micros, load.p50(), load.p99());
  }

  private static Figures median(List<Figures> all) {
    return all.stream()
        .sorted((a, b) -> Double.compare(a.rate(), b.rate()))
        .toList()
        .get(all.size() / 2);
  }

  private static String spread(List<Figures> all) {
    return all.stream()
        .map(each -> String.format(Locale.ROOT, "%,.0f at %.0f µs", each.rate(), each.micros()))
        .collect(Collectors.joining(" | ", "  [", "]"));
  }

  private static String line(String what, String name, Figures measured) {
    return String.format(
        Locale.ROOT,
        "%-8s %-14s %,8.0f/s  CPU %6.1f µs each  p50 %5.2f ms  p99 %6.2f ms",
        what,
        name,
        measured.rate(),
        measured.micros(),
        measured.p50() / 1e3,
        measured.p99() / 1e3);
  }
}
