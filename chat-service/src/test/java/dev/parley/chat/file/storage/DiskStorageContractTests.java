package dev.parley.chat.file.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStorageContractTests extends FileStorageContract {

  @TempDir private Path folder = Path.of("");

  @Override
  FileStorage storage() {
    return new DiskStorage(folder);
  }

  @Override
  long kept() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void spreadsFilesOverFolders() throws IOException {
    UUID id = UUID.fromString("019aa000-0000-7000-8000-00000000beef");

    storage().put(id, new ByteArrayInputStream(new byte[] {1}));

    assertThat(folder.resolve("ef").resolve("be").resolve(id.toString())).exists();
  }

  @Test
  void tidiesUpWhatACrashLeft() throws IOException {
    Path unfinished = Files.createDirectories(folder.resolve("unfinished"));
    Path left = Files.createFile(unfinished.resolve(UUID.randomUUID() + ".x"));

    storage().tidy(Instant.now().minusSeconds(60));
    assertThat(left).exists();
    storage().tidy(Instant.now().plusSeconds(60));
    assertThat(left).doesNotExist();
  }
}
