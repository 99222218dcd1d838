package dev.parley.bench.service;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * So many requests a second, whether the ones before were answered or not. Each is timed from when
 * it should have been sent: who holds up the sender cannot hide it.
 */
public final class SteadyLoad {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * @param number of the request, from 0
   */
  public record Answered(int number, long micros, boolean ok) {}

  private SteadyLoad() {}

  public static List<Answered> run(int rate, int seconds, IntFunction<HttpRequest> requests) {
    List<CompletableFuture<Answered>> sent = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < rate * seconds; i++) {
      long appointed = start + (long) (i * 1e9 / rate);
      while (System.nanoTime() < appointed) {
        LockSupport.parkNanos(appointed - System.nanoTime());
      }
      int number = i;
      sent.add(
          HTTP.sendAsync(requests.apply(i), BodyHandlers.ofByteArray())
              .handle(
                  (answer, failure) ->
                      new Answered(
                          number,
                          (System.nanoTime() - appointed) / 1000,
                          failure == null && answer.statusCode() / 100 == 2)));
    }
    return sent.stream().map(CompletableFuture::join).toList();
  }

  public static double millis(List<Answered> answers, double share) {
    List<Long> sorted = answers.stream().map(Answered::micros).sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1))) / 1e3;
  }

  public static long errors(List<Answered> answers) {
    return answers.stream().filter(answer -> !answer.ok()).count();
  }
}
