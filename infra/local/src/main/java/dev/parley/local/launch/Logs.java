package dev.parley.local.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Keeps logs from growing without end: one old one is kept. */
final class Logs {
  private static final long LIMIT = 20L << 20;

  private Logs() {}

  static void rotate(Path log) {
    try {
      if (Files.exists(log) && Files.size(log) > LIMIT) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
