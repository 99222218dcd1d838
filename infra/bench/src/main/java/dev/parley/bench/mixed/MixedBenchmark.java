package dev.parley.bench.mixed;

import dev.parley.bench.chat.ChatInstallation;
import dev.parley.bench.chat.Client;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Run it by {@code infra/bench/mixed.sh}. Requests leave at their appointed times whether or not
 * the earlier ones are back, and are timed from then: a stall shows in full.
 */
final class MixedBenchmark {

  private enum Kind {
    MESSAGES,
    PROJECTS,
    POST
  }

  /** Three reads of messages, two of projects, one post. */
  private static final Kind[] MIX = {
    Kind.MESSAGES, Kind.PROJECTS, Kind.MESSAGES, Kind.POST, Kind.MESSAGES, Kind.PROJECTS
  };

  private static final int CONVERSATIONS = 16;
  private static final int MOST_WARM_UPS = 8;

  private final Client someone;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> conversations = new ArrayList<>();
  private final AtomicInteger errors = new AtomicInteger();
  private Map<Kind, Queue<Long>> micros = fresh();

  private MixedBenchmark(Client someone) {
    this.someone = someone;
  }

  static void main(String[] arguments) throws Exception {
    int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    try (ChatInstallation chat = ChatInstallation.create()) {
      chat.start();
      var mix = new MixedBenchmark(Client.signUp(chat.url("").toString(), "locust"));
      mix.prepare();
      mix.warmUp(rate, seconds);
      for (int round = 1; round <= rounds; round++) {
        mix.run(rate, seconds, "round " + round);
      }
    }
  }

  private void prepare() throws IOException {
    for (int i = 0; i < CONVERSATIONS; i++) {
      someone.post("/api/v1/projects", Map.of("name", "Project " + i));
      String id =
          someone
              .post("/api/v1/conversations", Map.of("title", "Conversation " + i))
              .required("id")
              .asText();
      conversations.add(id);
      for (int message = 0; message < 60; message++) {
        someone.post(messages(id), Map.of("content", "to begin with " + message));
      }
    }
  }

  /**
   * By and by, as people come in the morning, and then until it is no faster than the time before:
   * the service compiles for minutes.
   */
  private void warmUp(int rate, int seconds) {
    run(rate / 8, seconds, "warm up");
    run(rate / 4, seconds, "warm up");
    run(rate / 2, seconds, "warm up");
    double before = Double.MAX_VALUE;
    for (int i = 0; i < MOST_WARM_UPS; i++) {
      run(rate, seconds, "warm up");
      double now = at(sorted(Kind.MESSAGES), 0.95);
      if (errors.get() == 0 && now > before * 0.9) {
        return;
      }
      before = now;
    }
  }

  private List<Long> sorted(Kind kind) {
    return Objects.requireNonNull(micros.get(kind)).stream().sorted().toList();
  }

  private void run(int rate, int seconds, String name) {
    micros = fresh();
    errors.set(0);
    List<CompletableFuture<?>> sent = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < rate * seconds; i++) {
      long appointed = start + (long) (i * 1e9 / rate);
      while (System.nanoTime() < appointed) {
        LockSupport.parkNanos(appointed - System.nanoTime());
      }
      sent.add(send(MIX[i % MIX.length], i, appointed));
    }
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    micros.keySet().forEach(kind -> tell(name, kind));
  }

  private CompletableFuture<?> send(Kind kind, int number, long appointed) {
    String conversation = conversations.get(number % conversations.size());
    var request =
        switch (kind) {
          case MESSAGES -> request(messages(conversation) + "?limit=50");
          case PROJECTS -> request("/api/v1/projects");
          case POST ->
              request(messages(conversation))
                  .header("Content-Type", "application/json")
                  .POST(
                      BodyPublishers.ofString(
                          "{\"content\":\"message number %d\"}".formatted(number)));
        };
    Queue<Long> times = micros.getOrDefault(kind, new ConcurrentLinkedQueue<>());
    return http.sendAsync(request.build(), BodyHandlers.ofByteArray())
        .handle(
            (answer, failure) -> {
              times.add((System.nanoTime() - appointed) / 1000);
              if (failure != null || answer.statusCode() / 100 != 2) {
                errors.incrementAndGet();
              }
              return null;
            });
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(someone.base() + path))
        .header("Authorization", "Bearer " + someone.token());
  }

  private static String messages(String conversation) {
    return "/api/v1/conversations/" + conversation + "/messages";
  }

  private static Map<Kind, Queue<Long>> fresh() {
    var queues = new EnumMap<Kind, Queue<Long>>(Kind.class);
    for (Kind kind : Kind.values()) {
      queues.put(kind, new ConcurrentLinkedQueue<>());
    }
    return queues;
  }

  private void tell(String name, Kind kind) {
    List<Long> sorted = sorted(kind);
    System.out.printf(
        Locale.ROOT,
        "%s  %-8s %,7d  p50 %6.2f ms  p95 %6.2f ms  p99 %6.2f ms  errors %d  load %.1f%n",
        name,
        kind.name().toLowerCase(Locale.ROOT),
        sorted.size(),
        at(sorted, 0.5),
        at(sorted, 0.95),
        at(sorted, 0.99),
        errors.get(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static double at(List<Long> sorted, double share) {
    return sorted.get((int) (share * (sorted.size() - 1))) / 1e3;
  }
}
