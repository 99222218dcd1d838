package dev.parley.bench.observing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import dev.parley.bench.chat.Cpu;
import dev.parley.bench.service.BootService;
import dev.parley.bench.service.Keys;
import dev.parley.local.process.Ports;
import dev.parley.local.server.KafkaServer;
import dev.parley.local.server.PostgresServer;
import dev.parley.local.server.ServerOptions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The packaged metrics-service with twelve instances to collect from every 5 s, history and alerts
 * included: what that costs, and how soon it answers.
 */
final class Collecting {

  private static final String SECRET = "a-secret-of-the-benchmark-and-nothing-else";
  private static final Duration WARM_UP = Duration.ofSeconds(40);
  private static final Duration MEASURED = Duration.ofSeconds(60);
  private static final int WARM_UP_QUESTIONS = 300;
  private static final int QUESTIONS = 500;

  private Collecting() {}

  static void measure(Path folder, Map<String, String> expositions)
      throws IOException, InterruptedException, JOSEException {
    Keys keys = Keys.generate();
    try (Replay instances = Replay.of(expositions, keys.published());
        PostgresServer postgres = PostgresServer.start(ServerOptions.temporary());
        KafkaServer kafka = KafkaServer.start(ServerOptions.temporary())) {
      postgres.createService("metrics", SECRET);
      try (BootService service =
          BootService.start(
              "metrics-service",
              Ports.free(),
              "256m",
              environment(instances, postgres, kafka),
              folder.resolve("metrics-service.log"))) {
        Thread.sleep(WARM_UP);
        double before = Cpu.of(service.handle());
        Thread.sleep(MEASURED);
        double share = (Cpu.of(service.handle()) - before) / MEASURED.toSeconds();
        System.out.printf(
            Locale.ROOT,
            "collecting from %d instances every 5 s, %.1f MB of text each time: %.1f %% of a"
                + " core%n",
            instances.count(),
            instances.bytes() / 1e6,
            100 * share);
        ask(service, keys.adminToken(new JOSEObjectType("at+jwt")));
      }
    }
  }

  private static Map<String, String> environment(
      Replay instances, PostgresServer postgres, KafkaServer kafka) throws IOException {
    Map<String, String> all = new HashMap<>();
    all.put(
        "SPRING_APPLICATION_JSON",
        new ObjectMapper().writeValueAsString(instances.registrations()));
    all.put("POSTGRES_URL", postgres.jdbcUrl());
    all.put("POSTGRES_USER", "metrics");
    all.put("POSTGRES_PASSWORD", SECRET);
    all.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    all.put("PARLEY_SECRET", SECRET);
    all.put("PARLEY_OPS_SECRET", SECRET);
    all.put("DISCOVERY_PASSWORD", SECRET);
    all.put("DISCOVERY_URL", "");
    all.put("EUREKA_CLIENT_ENABLED", "false");
    all.put("PARLEY_JWKS_URL", instances.jwksUrl());
    all.put("LOG_LEVEL", "warn");
    return all;
  }

  private static void ask(BootService service, String token)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(service.url("/api/v1/performance/metrics"))
            .header("Authorization", "Bearer " + token)
            .build();
    double[] millis = new double[QUESTIONS];
    int size = 0;
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int i = -WARM_UP_QUESTIONS; i < QUESTIONS; i++) {
        long begin = System.nanoTime();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
          throw new IllegalStateException(answer + ": " + answer.body());
        }
        size = answer.body().length();
        if (i >= 0) {
          millis[i] = (System.nanoTime() - begin) / 1e6;
        }
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "GET /performance/metrics: p50 %.1f ms  p95 %.1f ms  p99 %.1f ms, %d KB%n",
        millis[QUESTIONS / 2],
        millis[QUESTIONS * 95 / 100],
        millis[QUESTIONS * 99 / 100],
        size / 1024);
  }
}
