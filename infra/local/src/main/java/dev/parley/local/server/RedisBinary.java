package dev.parley.local.server;

import dev.parley.local.process.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** The Redis server that the embedded-redis jar carries, copied out once. */
final class RedisBinary {
  private RedisBinary() {}

  static synchronized Path file() {
    String name = resource();
    Path target = Folders.createPrivate(Folders.cache()).resolve(name);
    if (Files.isExecutable(target)) {
      return target;
    }
    try (InputStream in = RedisBinary.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no Redis binary for this platform: " + name);
      }
      Path half = Files.createTempFile(target.getParent(), name, ".half");
      Files.copy(in, half, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(half, Folders.PRIVATE_FOLDER);
      return Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack Redis", e);
    }
  }

  static String version() {
    return resource().replaceFirst("redis-server-([0-9.]+)-.*", "$1");
  }

  private static String resource() {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    if (mac) {
      return "redis-server-6.2.6-v5-darwin-" + (arm ? "arm64" : "amd64");
    }
    return arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
  }
}
