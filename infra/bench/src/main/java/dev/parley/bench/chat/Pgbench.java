package dev.parley.bench.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The database alone, doing by prepared statements what the service asks of it. */
public final class Pgbench {

  private static final Pattern RATE = Pattern.compile("tps = ([\\d.]+)");

  private Pgbench() {}

  /** Transactions a second. */
  public static double run(ChatInstallation chat, String script, int clients, int seconds)
      throws IOException {
    return run(chat.postgres().port(), "chat", chat.databasePassword(), script, clients, seconds);
  }

  /**
   * @param user whose schema the statements are about
   */
  public static double run(
      int port, String user, String password, String script, int clients, int seconds)
      throws IOException {
    Path file = Files.createTempFile("pgbench", ".sql");
    try {
      Files.writeString(file, script);
      var builder = new ProcessBuilder(line(port, user, file, clients, seconds));
      builder.environment().put("PGPASSWORD", password);
      Process pgbench = builder.redirectErrorStream(true).start();
      String output = new String(pgbench.getInputStream().readAllBytes(), UTF_8);
      Matcher rate = RATE.matcher(output);
      if (!rate.find()) {
        throw new IllegalStateException("pgbench failed (Debian: postgresql-contrib): " + output);
      }
      return Double.parseDouble(rate.group(1));
    } finally {
      Files.delete(file);
    }
  }

  private static List<String> line(int port, String user, Path script, int clients, int seconds)
      throws IOException {
    String options =
        "-n -M prepared -j 2 -h 127.0.0.1 -p %d -U %s -c %d -T %d -f %s parley"
            .formatted(port, user, clients, seconds, script);
    return Stream.concat(Stream.of(program()), Stream.of(options.split(" "))).toList();
  }

  private static String program() throws IOException {
    Path debian = Path.of("/usr/lib/postgresql");
    try (Stream<Path> versions = Files.isDirectory(debian) ? Files.list(debian) : Stream.empty()) {
      Optional<String> found =
          versions
              .map(version -> version.resolve("bin/pgbench"))
              .filter(Files::isExecutable)
              .map(Path::toString)
              .max(String::compareTo);
      return found.orElse("pgbench");
    }
  }
}
