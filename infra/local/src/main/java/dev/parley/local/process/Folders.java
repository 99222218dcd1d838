package dev.parley.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Folders that only their owner reads. */
public final class Folders {
  public static final Set<PosixFilePermission> PRIVATE_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  public static final Set<PosixFilePermission> PRIVATE_FILE =
      PosixFilePermissions.fromString("rw-------");

  private Folders() {}

  public static Path createPrivate(Path folder) {
    try {
      Files.createDirectories(folder);
      return Files.setPosixFilePermissions(folder, PRIVATE_FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path temporary(String prefix) {
    try {
      return Files.createTempDirectory("parley-" + prefix + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Written beside and moved into place: nobody ever reads half of it, and nobody else reads it at
   * all.
   */
  public static void writePrivate(Path file, String content) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Path half =
          Files.createTempFile(
              folder, ".", ".tmp", PosixFilePermissions.asFileAttribute(PRIVATE_FILE));
      Files.writeString(half, content);
      Files.move(half, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void delete(Path folder) {
    try {
      if (!Files.exists(folder)) {
        return;
      }
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure)
                throws IOException {
              Files.deleteIfExists(each);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where unpacked binaries are kept for all checkouts and modules. */
  public static Path cache() {
    String chosen = System.getenv("PARLEY_CACHE");
    Path home = Path.of(System.getProperty("user.home"));
    return chosen != null && !chosen.isBlank()
        ? Path.of(chosen)
        : home.resolve(".cache").resolve("parley");
  }
}
