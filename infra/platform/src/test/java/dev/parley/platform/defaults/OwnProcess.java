package dev.parley.platform.defaults;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A main method in a process of its own, as a service runs it: without what the tests have on their
 * class path, such as how their lines look.
 */
final class OwnProcess {

  private static final Duration WITHIN = Duration.ofSeconds(45);

  private final Class<?> main;
  private final Path folder;
  private final List<String> options;
  private final Map<String, String> environment = new HashMap<>();

  private OwnProcess(Class<?> main, Path folder, List<String> options) {
    this.main = main;
    this.folder = folder;
    this.options = options;
  }

  /** Its classes are copied to the folder, nested ones too. */
  static OwnProcess of(Class<?> main, Path folder, String... options) {
    return new OwnProcess(main, folder, List.of(options));
  }

  OwnProcess with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** What it has said when it ended well. */
  List<String> lines() throws IOException, InterruptedException {
    copyClasses();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        Stream.of(
                Stream.of(java, "-XX:TieredStopAtLevel=1", "-cp", classPath()),
                options.stream(),
                Stream.of(main.getName()))
            .flatMap(part -> part)
            .toList();
    Path said = folder.resolve("said");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(WITHIN)).as("ends within %s", WITHIN).isTrue();
      assertThat(process.exitValue()).as(Files.readString(said)).isZero();
      return Files.readAllLines(said);
    } finally {
      process.destroyForcibly();
    }
  }

  private void copyClasses() throws IOException {
    Path own = Path.of(main.getName().replace('.', '/') + ".class");
    Path from = Path.of(requireNonNull(main.getResource("/" + own)).getPath()).getParent();
    Path to = Files.createDirectories(folder.resolve(own).getParent());
    String name = own.getFileName().toString().replace(".class", "");
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        String each = file.getFileName().toString();
        if (each.equals(name + ".class") || each.startsWith(name + "$")) {
          Files.copy(file, to.resolve(each));
        }
      }
    }
  }

  private String classPath() throws IOException {
    String testing = Path.of("../testing").toRealPath().toString();
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.endsWith("test-classes") && !entry.startsWith(testing))
        .collect(Collectors.joining(File.pathSeparator, folder + File.pathSeparator, ""));
  }
}
