package dev.parley.local.server;

import dev.parley.local.process.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once from the archive that the build brings, into a folder named
 * by its content.
 */
final class PostgresBinaries {
  private PostgresBinaries() {}

  static synchronized Path folder() {
    try {
      byte[] archive = archive();
      Path root = Folders.createPrivate(Folders.cache());
      Path folder = root.resolve("postgres-" + fingerprint(archive));
      try (FileChannel lock =
              FileChannel.open(
                  root.resolve("postgres.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock _ = lock.lock()) {
        if (!Files.isDirectory(folder)) {
          Path half = Files.createTempDirectory(root, "unpacking-");
          unpack(archive, half);
          Files.move(half, folder);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack PostgreSQL", e);
    }
  }

  private static byte[] archive() throws IOException {
    String name = "/postgres-" + platform() + ".txz";
    try (InputStream in = PostgresBinaries.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(
            "no PostgreSQL binaries for this platform on the class path: " + name);
      }
      return in.readAllBytes();
    }
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    return (os.contains("mac") ? "darwin" : "linux") + (arm ? "-arm_64" : "-x86_64");
  }

  private static String fingerprint(byte[] archive) {
    CRC32C checksum = new CRC32C();
    checksum.update(archive);
    return HexFormat.of().toHexDigits((int) checksum.getValue());
  }

  private static void unpack(byte[] archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new java.io.ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("leaves its folder: " + entry.getName());
        }
        unpack(entry, tar, path);
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Path parent = Objects.requireNonNull(path.getParent());
    Files.createDirectories(parent);
    if (entry.isSymbolicLink() || entry.isLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, path);
    if (parent.endsWith("bin") && !path.toFile().setExecutable(true, true)) {
      throw new IOException("cannot be made executable: " + path);
    }
  }
}
