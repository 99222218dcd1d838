package dev.parley.bench.chat;

import static java.util.stream.Collectors.joining;

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

  private static final String FIGURES_AT_THE_END =
      """
      function done(summary, latency, requests)
        local e = summary.errors
        print(string.format("figures %d %d %d %d %d %d", summary.requests, summary.duration,
          e.connect + e.read + e.write + e.status + e.timeout,
          latency:percentile(50), latency:percentile(95), latency:percentile(99)))
      end
      """;

  private Wrk() {}

  /** Each path in turn. */
  public static Load get(
      String base, List<String> paths, List<String> headers, int connections, int seconds)
      throws IOException {
    var lua = new StringBuilder();
    headers.forEach(
        header -> {
          String[] parts = header.split(": ", 2);
          lua.append("wrk.headers[\"%s\"] = '%s'\n".formatted(parts[0], parts[1]));
        });
    lua.append("local paths = ").append(table(paths));
    lua.append(
        """
        local next = 0
        function request()
          next = next % #paths + 1
          return wrk.format("GET", paths[next])
        end
        """);
    return run(lua.toString(), base, connections, seconds);
  }

  /** One of a mix; nothing in it may need to be escaped in Lua's long brackets. */
  public record Request(String method, String path, String body) {}

  /** Each of these in turn, by one person. */
  public static Load mix(
      String base, String token, List<Request> requests, int connections, int seconds)
      throws IOException {
    String mix =
        requests.stream()
            .map(it -> "{'%s', '%s', [[%s]]},\n".formatted(it.method(), it.path(), it.body()))
            .collect(joining("", "{\n", "}\n"));
    String lua =
        "local mix = "
            + mix
            + """
            local requests, next = {}, 0
            function init()
              local headers = {Authorization = "Bearer %s"}
              local written = {Authorization = "Bearer %s", ["Content-Type"] = "application/json"}
              for i, it in ipairs(mix) do
                local empty = it[3] == ""
                requests[i] = empty and wrk.format(it[1], it[2], headers)
                  or wrk.format(it[1], it[2], written, it[3])
              end
            end
            function request()
              next = next %% #requests + 1
              return requests[next]
            end
            """
                .formatted(token, token);
    return run(lua, base, connections, seconds);
  }

  /** One path, by each of these people in turn; by nobody, if there are none. */
  public static Load getAs(
      List<String> tokens, String base, String path, int connections, int seconds)
      throws IOException {
    String lua =
        "local path = '"
            + path
            + "'\nlocal tokens = "
            + table(tokens)
            + """
            local requests, next = {}, 0
            function init()
              if #tokens == 0 then requests[1] = wrk.format("GET", path) end
              for i, token in ipairs(tokens) do
                requests[i] = wrk.format("GET", path, {Authorization = "Bearer " .. token})
              end
            end
            function request()
              next = next % #requests + 1
              return requests[next]
            end
            """;
    return run(lua, base, connections, seconds);
  }

  private static String table(List<String> texts) {
    return texts.stream().map(text -> "  \"" + text + "\",\n").collect(joining("", "{\n", "}\n"));
  }

  private static Load run(String lua, String base, int connections, int seconds)
      throws IOException {
    Path script = Files.createTempFile("wrk", ".lua");
    try {
      Files.writeString(script, lua + FIGURES_AT_THE_END);
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
