package dev.parley.search.engine.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.springframework.util.FileSystemUtils;

/**
 * Where this instance alone keeps its index: several on one machine share a folder and take a place
 * in it each, and whoever comes back takes one that is there.
 */
final class Folder implements AutoCloseable {
  private static final int PLACES = 64;

  private final Path path;
  private final FileChannel lock;
  private final boolean temporary;

  private Folder(Path path, FileChannel lock, boolean temporary) {
    this.path = path;
    this.lock = lock;
    this.temporary = temporary;
  }

  /**
   * @param shared empty: one that goes with this instance
   */
  static Folder claim(String shared) {
    try {
      return shared.isBlank()
          ? claim(Files.createTempDirectory("parley-search"), true)
              .orElseThrow(() -> new IllegalStateException("a folder just made is free"))
          : claimIn(Path.of(shared));
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of the index cannot be used", e);
    }
  }

  private static Folder claimIn(Path shared) throws IOException {
    for (int place = 0; place < PLACES; place++) {
      Optional<Folder> claimed = claim(shared.resolve(Integer.toString(place)), false);
      if (claimed.isPresent()) {
        return claimed.get();
      }
    }
    throw new IOException("all %d places in %s are taken".formatted(PLACES, shared));
  }

  private static Optional<Folder> claim(Path path, boolean temporary) throws IOException {
    Files.createDirectories(path);
    FileChannel channel =
        FileChannel.open(
            path.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (locked(channel)) {
      return Optional.of(new Folder(path, channel, temporary));
    }
    channel.close();
    return Optional.empty();
  }

  @SuppressWarnings("try") // held until the channel is closed
  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    lock.close();
    if (temporary) {
      FileSystemUtils.deleteRecursively(path);
    }
  }
}
