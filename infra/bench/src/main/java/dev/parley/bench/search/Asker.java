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

  /** Milliseconds, from the fastest to the slowest. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Times(double[] sorted) {
    double quantile(double part) {
      return sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
    }
  }

  Times ask(String q, String filters, int times) throws IOException, InterruptedException {
    double[] taken = new double[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      HttpResponse<String> answer = answer(q, filters);
      taken[i] = (System.nanoTime() - start) / 1e6;
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(q + ": " + answer.body());
      }
    }
    Arrays.sort(taken);
    return new Times(taken);
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
