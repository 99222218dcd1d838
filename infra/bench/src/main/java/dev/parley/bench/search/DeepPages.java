package dev.parley.bench.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From page to page by cursor: the last of many costs what the first did. */
final class DeepPages {
  private static final int PAGES = 150;
  private static final int COMPARED = 30;
  private static final Pattern CURSOR = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");

  private final Asker asker;

  DeepPages(Asker asker) {
    this.asker = asker;
  }

  void walk(String engine, String word) throws IOException, InterruptedException {
    for (String order : new String[] {"relevance", "newest"}) {
      double[] taken = new double[PAGES];
      String cursor = "";
      int pages = 0;
      while (pages < PAGES) {
        long start = System.nanoTime();
        String body = asker.answer(word, "&limit=100&order=" + order + cursor).body();
        taken[pages++] = (System.nanoTime() - start) / 1e6;
        Matcher next = CURSOR.matcher(body);
        if (!next.find()) {
          break;
        }
        cursor = "&after=" + next.group(1);
      }
      System.out.printf(
          Locale.ROOT,
          "%-14s %d pages of 100 by %s: the first %d p50 %.2f ms, the last p50 %.2f ms%n",
          engine,
          pages,
          order,
          COMPARED,
          median(Arrays.copyOf(taken, Math.min(COMPARED, pages))),
          median(Arrays.copyOfRange(taken, Math.max(0, pages - COMPARED), pages)));
    }
  }

  private static double median(double[] taken) {
    Arrays.sort(taken);
    return taken[taken.length / 2];
  }
}
