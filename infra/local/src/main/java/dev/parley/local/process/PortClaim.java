package dev.parley.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A port that somebody is about to listen on: seconds pass until a JVM does, and another Parley
 * that starts meanwhile must choose another. The kernel takes the claim back when this JVM ends.
 */
public final class PortClaim implements AutoCloseable {
  private final FileChannel locked;

  private PortClaim(FileChannel locked) {
    this.locked = locked;
  }

  /** Empty where it is taken or claimed. */
  public static Optional<PortClaim> on(int port) {
    if (!Ports.isFree(port)) {
      return Optional.empty();
    }
    try {
      Path folder = Files.createDirectories(Folders.cache().resolve("ports"));
      FileChannel file =
          FileChannel.open(
              folder.resolve(port + ".claim"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locks(file) && Ports.isFree(port)) {
        return Optional.of(new PortClaim(file));
      }
      file.close();
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean locks(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // by another part of this JVM
    }
  }

  @Override
  public void close() {
    try {
      locked.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
