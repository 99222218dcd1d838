package dev.parley.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Programs of the operating system that are used where they are there. */
public final class Tools {
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  private Tools() {}

  public static boolean present(String program) {
    String path = System.getenv("PATH");
    return path != null
        && SEPARATOR
            .splitAsStream(path)
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** The {@code java} this JVM was started with. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
