package dev.parley.bench.gateway;

import com.nimbusds.jose.JOSEObjectType;
import com.sun.net.httpserver.HttpServer;
import dev.parley.bench.service.BootService;
import dev.parley.bench.service.Keys;
import dev.parley.bench.service.Nginx;
import dev.parley.bench.service.OurGateway;
import dev.parley.bench.service.SteadyLoad;
import dev.parley.bench.service.SteadyLoad.Answered;
import dev.parley.local.server.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.springframework.util.FileSystemUtils;

/** Run it by {@code infra/bench/shedding.sh}. */
final class SheddingBenchmark {

  /** Eight at once, 20 ms each: 400 a second, and all else waits. */
  private static final int WORKERS = 8;

  private static final long WORK_NANOS = 20_000_000;
  private static final byte[] ANSWER = "{}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final List<String> KINDS = List.of("search", "read", "write");

  private SheddingBenchmark() {}

  static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1500;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 4;
    Path folder = Files.createTempDirectory("parley-bench");
    Keys keys = Keys.generate();
    try (RedisServer redis = RedisServer.startTemporary();
        Nginx published = Nginx.backend(folder.resolve("keys"), keys.published());
        var chat = SlowService.with(WORKERS);
        var search = SlowService.with(WORKERS);
        BootService gateway =
            OurGateway.start(
                redis,
                Map.of("chat-service", chat.url(), "search-service", search.url()),
                published.url("/jwks.json"),
                folder.resolve("gateway.log"))) {
      String token = keys.tokenOf(1, new JOSEObjectType("at+jwt"));
      for (int round = 1; round <= rounds; round++) {
        System.out.println(round == 1 ? "round 1, in which everything is cold" : "round " + round);
        // a third of it is for search-service; quiet first, so that it knows what quiet is
        run("quiet", gateway, token, 300, seconds);
        run("too much", gateway, token, rate, seconds);
        run("quiet again", gateway, token, 300, seconds);
      }
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  private static void run(String name, BootService gateway, String token, int rate, int seconds) {
    List<Answered> answers =
        SteadyLoad.run(rate, seconds, number -> request(number, gateway, token));
    for (int kind = 0; kind < KINDS.size(); kind++) {
      int which = kind;
      List<Answered> all =
          answers.stream().filter(each -> each.number() % KINDS.size() == which).toList();
      List<Answered> served = all.stream().filter(Answered::ok).toList();
      List<Answered> refused = all.stream().filter(each -> !each.ok()).toList();
      System.out.printf(
          Locale.ROOT,
          "%-12s %,5d/s  %-6s served %6.1f/s p50 %6.1f p99 %6.1f ms   refused %4.1f %%  p50 %5.1f  p99 %5.1f ms%n",
          name,
          rate,
          KINDS.get(kind),
          (double) served.size() / seconds,
          SteadyLoad.millis(served, 0.5),
          SteadyLoad.millis(served, 0.99),
          100.0 * refused.size() / all.size(),
          SteadyLoad.millis(refused, 0.5),
          SteadyLoad.millis(refused, 0.99));
    }
  }

  private static HttpRequest request(int number, BootService gateway, String token) {
    String kind = KINDS.get(number % KINDS.size());
    var request =
        HttpRequest.newBuilder(
                gateway.url(kind.equals("search") ? "/api/v1/search?q=x" : "/api/v1/projects"))
            .header("Authorization", "Bearer " + token);
    return kind.equals("write")
        ? request
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"))
            .build()
        : request.build();
  }

  /** Has so many workers, and a queue before them. */
  private record SlowService(HttpServer server, ExecutorService workers) implements AutoCloseable {

    static SlowService with(int workers) throws IOException {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
      ExecutorService pool = Executors.newFixedThreadPool(workers);
      server.setExecutor(pool);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              exchange.getRequestBody().readAllBytes();
              if (!exchange.getRequestURI().getPath().equals("/readyz")) {
                LockSupport.parkNanos(WORK_NANOS);
              }
              exchange.getResponseHeaders().set("Content-Type", "application/json");
              exchange.sendResponseHeaders(200, ANSWER.length);
              exchange.getResponseBody().write(ANSWER);
            }
          });
      server.start();
      return new SlowService(server, pool);
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
      workers.shutdownNow();
    }
  }
}
