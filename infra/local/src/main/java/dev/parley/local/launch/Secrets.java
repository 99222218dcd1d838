package dev.parley.local.launch;

import dev.parley.local.process.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Passwords of this installation: made at the first start, kept in one file that its owner alone
 * can read.
 */
record Secrets(Map<String, String> values) {
  static final String POSTGRES = "POSTGRES_PASSWORD";
  static final String REDIS = "REDIS_PASSWORD";
  static final String DISCOVERY = "DISCOVERY_PASSWORD";
  static final String SIGNING = "PARLEY_SECRET";
  static final String ADMIN = "PARLEY_ADMIN_PASSWORD";
  static final String OPS = "PARLEY_OPS_SECRET";

  /** Without the letters that are easily mistaken for one another. */
  private static final String ALPHABET =
      "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final List<String> NAMES =
      Stream.concat(
              Stream.of(POSTGRES, REDIS, DISCOVERY, SIGNING, ADMIN, OPS),
              Stream.of(Service.values()).filter(Service::hasSchema).map(Secrets::ofDatabase))
          .toList();

  static Secrets loadOrCreate(Home home) {
    Map<String, String> values = read(home.secrets());
    if (!values.containsKey(POSTGRES) && Files.exists(home.data("postgres").resolve("data"))) {
      throw new LaunchException(
          home.secrets()
              + " has no "
              + POSTGRES
              + ", but a database made with one is there. Bring the file back, or empty the data: ./run reset");
    }
    SecureRandom random = new SecureRandom();
    NAMES.forEach(
        name -> values.computeIfAbsent(name, n -> random(random, n.equals(ADMIN) ? 16 : 40)));
    Folders.writePrivate(home.secrets(), write(values));
    return new Secrets(Map.copyOf(values));
  }

  String get(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  static String ofDatabase(Service service) {
    return service.schema().toUpperCase(java.util.Locale.ROOT) + "_" + POSTGRES;
  }

  private static Map<String, String> read(Path file) {
    Map<String, String> values = new LinkedHashMap<>();
    if (Files.exists(file)) {
      try (Stream<String> lines = Files.lines(file)) {
        lines
            .map(String::strip)
            .filter(line -> !line.startsWith("#") && line.contains("="))
            .map(line -> line.split("=", 2))
            .forEach(pair -> values.put(pair[0], pair[1]));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return values;
  }

  private static String write(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(
            Collectors.joining(
                "\n", "# Made at the first start. Losing it means losing the data.\n", "\n"));
  }

  private static String random(SecureRandom random, int length) {
    return random
        .ints(length, 0, ALPHABET.length())
        .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
        .collect(Collectors.joining());
  }
}
