package dev.parley.bench.service;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
   * @param status 0 where there was no answer
   */
  public record Answered(int number, long micros, int status) {

    public boolean ok() {
      return status / 100 == 2;
    }
  }

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
                          failure == null ? answer.statusCode() : 0)));
    }
    return sent.stream().map(CompletableFuture::join).toList();
  }

  public static double millis(List<Answered> answers, double share) {
    List<Long> sorted = answers.stream().map(Answered::micros).sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1))) / 1e3;
  }

  /** How many there were of each kind. */
  public static Map<Integer, Long> errorsByStatus(List<Answered> answers) {
    return answers.stream()
        .filter(answer -> !answer.ok())
        .collect(groupingBy(Answered::status, TreeMap::new, counting()));
  }

  public static long errors(List<Answered> answers) {
    return answers.stream().filter(answer -> !answer.ok()).count();
  }
}
