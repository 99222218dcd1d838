package dev.parley.chat.file.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.UUID;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * A folder. No part of a path comes from outside: names are ids, spread over 65,536 folders by
 * their last, random digits.
 */
final class DiskStorage implements FileStorage {

  private static final int BUFFER = 64 * 1024;

  private final Path root;
  private final Path unfinished;

  DiskStorage(Path root) {
    this.root = root.toAbsolutePath().normalize();
    this.unfinished = this.root.resolve("unfinished");
  }

  @Override
  public void put(UUID id, InputStream bytes) throws IOException {
    Files.createDirectories(unfinished);
    Path temporary = unfinished.resolve(id + "." + UUID.randomUUID());
    try {
      write(bytes, temporary);
      Path target = path(id);
      Path folder = parent(target);
      createDurably(folder);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(folder);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void write(InputStream bytes, Path file) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        ByteBuffer part = ByteBuffer.wrap(buffer, 0, read);
        while (part.hasRemaining()) {
          out.write(part);
        }
      }
      out.force(true);
    }
  }

  @Override
  public InputStream open(UUID id, long offset, long length) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(path(id));
    try {
      channel.position(offset);
      return BoundedInputStream.builder()
          .setInputStream(Channels.newInputStream(channel))
          .setMaxCount(length)
          .get();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void delete(UUID id) throws IOException {
    Path target = path(id);
    if (Files.deleteIfExists(target)) {
      force(parent(target));
    }
  }

  @Override
  public void tidy(Instant before) throws IOException {
    if (!Files.isDirectory(unfinished)) {
      return;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(unfinished)) {
      for (Path file : found) {
        if (isOlder(file, before)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static boolean isOlder(Path file, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (NoSuchFileException _) {
      return false; // its put has just ended
    }
  }

  private Path path(UUID id) {
    String name = id.toString();
    int end = name.length();
    return root.resolve(name.substring(end - 2))
        .resolve(name.substring(end - 4, end - 2))
        .resolve(name);
  }

  /** A new folder's own name must survive, too. */
  private void createDurably(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      force(parent(folder));
      force(root);
    }
  }

  private static Path parent(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IOException("no folder above " + path);
    }
    return parent;
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
