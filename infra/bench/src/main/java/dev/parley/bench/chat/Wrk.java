package dev.parley.bench.chat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GETs over keep-alive connections by wrk, which needs a tenth of the CPU that the service does.
 */
public final class Wrk {

  private static final Pattern FIGURES =
      Pattern.compile("figures (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

  /** How many were answered in which time, and how long one took, in microseconds. */
  public record Load(long requests, double seconds, long errors, long p50, long p95, long p99) {
    public double rate() {
      return requests / seconds;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,8.0f/s  p50 %6.2f ms  p95 %6.2f ms  p99 %6.2f ms  errors %d",
          rate(),
          p50 / 1e3,
          p95 / 1e3,
          p99 / 1e3,
          errors);
    }
  }

  private Wrk() {}

  public static Load get(
      String base, List<String> paths, List<String> headers, int connections, int seconds)
      throws IOException {
    Path script = Files.createTempFile("wrk", ".lua");
    try {
      Files.writeString(script, script(paths, headers));
      var wrk =
          new ProcessBuilder(
                  "wrk",
                  "-t1",
                  "-c" + connections,
                  "-d" + seconds + "s",
                  "--timeout",
                  "10s",
                  "-s",
                  script.toString(),
                  base)
              .redirectErrorStream(true)
              .start();
      String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return load(output);
    } finally {
      Files.delete(script);
    }
  }

  private static String script(List<String> paths, List<String> headers) {
    var lua = new StringBuilder("local paths = {\n");
    paths.forEach(path -> lua.append("  \"").append(path).append("\",\n"));
    lua.append("}\n");
    headers.forEach(
        header -> {
          String[] parts = header.split(": ", 2);
          lua.append("wrk.headers[\"%s\"] = '%s'\n".formatted(parts[0], parts[1]));
        });
    return lua.append(
            """
            local next = 0
            function request()
              next = next % #paths + 1
              return wrk.format("GET", paths[next])
            end
            function done(summary, latency, requests)
              local e = summary.errors
              print(string.format("figures %d %d %d %d %d %d", summary.requests, summary.duration,
                e.connect + e.read + e.write + e.status + e.timeout,
                latency:percentile(50), latency:percentile(95), latency:percentile(99)))
            end
            """)
        .toString();
  }

  private static Load load(String output) {
    Matcher figures = FIGURES.matcher(output);
    if (!figures.find()) {
      throw new IllegalStateException("wrk said: " + output);
    }
    return new Load(
        number(figures, 1),
        number(figures, 2) / 1e6,
        number(figures, 3),
        number(figures, 4),
        number(figures, 5),
        number(figures, 6));
  }

  private static long number(Matcher figures, int group) {
    return Long.parseLong(figures.group(group));
  }
}
