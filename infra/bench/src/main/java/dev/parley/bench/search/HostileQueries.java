package dev.parley.bench.search;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What nobody in their right mind would type, through HTTP: an answer or 400, and soon. */
final class HostileQueries {
  private static final int MANY = 10_000;
  private static final long SEED = 20261122;

  private static final String[] PARTS = {
    "\"",
    "-",
    ":",
    "*",
    " ",
    " or ",
    "from:",
    "-in:",
    "tag:",
    "has:link",
    "before:2026-02-30",
    "is:unread",
    "is:",
    "\u0000",
    "\ud83d",
    "\ude00",
    "🦓",
    "\u202eאבג",
    "(",
    ")",
    "a",
    "w1",
    "w5*",
    "\"w1 w2\"",
    "ß",
    "日本",
    "'; DROP TABLE message; --",
    "' OR 1=1",
    "&",
    "|",
    "!",
    "<->",
    ":*",
    "[a-z]+",
    "(a+)+$",
    ".*",
    "\\",
    "%",
    "_",
    "\n",
    "\u00a0",
    "${jndi:x}",
    "x".repeat(10_000)
  };

  private final Asker asker;

  HostileQueries(Asker asker) {
    this.asker = asker;
  }

  /**
   * @throws IllegalStateException where one of them is too much for the service
   */
  void run() throws IOException, InterruptedException {
    Random random = new Random(SEED);
    Map<Integer, Integer> answers = new TreeMap<>();
    double[] taken = new double[MANY];
    for (int i = 0; i < MANY; i++) {
      String query = query(random);
      long start = System.nanoTime();
      HttpResponse<String> answer = asker.answer(query, "");
      taken[i] = (System.nanoTime() - start) / 1e6;
      answers.merge(answer.statusCode(), 1, Integer::sum);
      if (answer.statusCode() >= 500) {
        throw new IllegalStateException("query %d: %s".formatted(i, answer.body()));
      }
    }
    Arrays.sort(taken);
    System.out.printf(
        Locale.ROOT,
        "%,d hostile queries: %s by status, %s%n",
        MANY,
        answers,
        new Asker.Times(taken));
  }

  private static String query(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(15); i >= 0; i--) {
      text.append(
          random.nextInt(3) > 0
              ? PARTS[random.nextInt(PARTS.length)]
              : Character.toString((char) random.nextInt(0x10000)));
    }
    return text.toString();
  }
}
