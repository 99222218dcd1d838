package dev.parley.local.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The JVM's ahead-of-time cache of one service: classes loaded and linked. It lies beside the
 * unpacked jar, so a new jar has a new one; its name holds what else it depends on, the JDK and the
 * options.
 */
record AotCache(Path file) {

  static AotCache of(ServiceProcess process) {
    String key = Runtime.version() + " " + process.options();
    return new AotCache(
        process
            .application()
            .folder()
            .resolve("startup-" + Integer.toHexString(key.hashCode()) + ".aot"));
  }

  boolean exists() {
    return Files.isRegularFile(file);
  }

  /** A cache that does not fit is ignored by the JVM with a warning we need not see. */
  List<String> use() {
    return List.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off");
  }

  Path unfinished() {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  /** The JVM writes a configuration first and the cache from that. */
  void deleteUnfinished() {
    try {
      Files.deleteIfExists(unfinished());
      Files.deleteIfExists(unfinished().resolveSibling(unfinished().getFileName() + ".config"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> make() {
    return List.of("-XX:AOTCacheOutput=" + unfinished(), "-Dspring.context.exit=onRefresh");
  }
}
