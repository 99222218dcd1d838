package dev.parley.bench.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;

/** One person who searches, one thing after the other. */
record Asker(URI service, String token) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int LEAST = 5;

  /** Milliseconds, from the fastest to the slowest. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Times(double[] sorted) {
    double quantile(double part) {
      return sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
    }

    @Override
    public String toString() {
      return "p50 %,.2f p99 %,.2f most %,.2f ms"
          .formatted(quantile(0.5), quantile(0.99), quantile(1));
    }
  }

  /** So many times, or fewer where that takes too long. */
  Times ask(String q, String filters, int times) throws IOException, InterruptedException {
    double[] taken = new double[times];
    long end = System.nanoTime() + LONGEST.toNanos();
    int asked = 0;
    while (asked < times && (asked < LEAST || System.nanoTime() < end)) {
      long start = System.nanoTime();
      HttpResponse<String> answer = answer(q, filters);
      taken[asked++] = (System.nanoTime() - start) / 1e6;
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(q + ": " + answer.body());
      }
    }
    double[] sorted = Arrays.copyOf(taken, asked);
    Arrays.sort(sorted);
    return new Times(sorted);
  }

  HttpResponse<String> answer(String q, String filters) throws IOException, InterruptedException {
    String query = "/api/v1/search?q=" + URLEncoder.encode(q, UTF_8) + filters;
    return HTTP.send(
        HttpRequest.newBuilder(service.resolve(query))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(30))
            .build(),
        BodyHandlers.ofString());
  }
}
