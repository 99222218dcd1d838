package dev.parley.chat.file.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.testing.S3Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.s3.S3Client;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3StorageContractTests extends FileStorageContract {

  private final S3Server server = S3Server.start();
  private final S3Client client = client(S3Server.SECRET_KEY, Duration.ofSeconds(20));

  private S3Client client(String secret, Duration patience) {
    return S3Clients.of(
        new StorageProperties.S3(
            server.endpoint(),
            "us-east-1",
            S3Server.BUCKET,
            S3Server.ACCESS_KEY,
            secret,
            true,
            patience,
            patience));
  }

  @BeforeAll
  void startsEmpty() throws IOException {
    assertThat(kept()).isZero();
  }

  @AfterAll
  void end() {
    client.close();
    server.close();
  }

  @Override
  FileStorage storage() {
    return new S3Storage(client, S3Server.BUCKET);
  }

  @Override
  long kept() {
    return client.listObjectsV2Paginator(r -> r.bucket(S3Server.BUCKET)).contents().stream().count()
        + unfinished();
  }

  private long unfinished() {
    return client.listMultipartUploadsPaginator(r -> r.bucket(S3Server.BUCKET)).uploads().stream()
        .count();
  }

  @Test
  void tidiesUpWhatACrashLeft() throws IOException {
    client.createMultipartUpload(r -> r.bucket(S3Server.BUCKET).key("files/left"));
    assertThat(unfinished()).isEqualTo(1);

    storage().tidy(Instant.now().plusSeconds(60));

    assertThat(unfinished()).isZero();
  }

  /** A missing file and a missing server are not the same news. */
  @Test
  void aWrongKeyIsAFailureAndNotAMissingFile() {
    try (S3Client stranger = client("another-secret", Duration.ofSeconds(5))) {
      FileStorage storage = new S3Storage(stranger, S3Server.BUCKET);

      assertThatThrownBy(() -> storage.open(UUID.randomUUID(), 0, 1))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void aServerThatHangsIsGivenUp() {
    server.pause();
    try (S3Client impatient = client(S3Server.SECRET_KEY, Duration.ofSeconds(1))) {
      FileStorage storage = new S3Storage(impatient, S3Server.BUCKET);

      assertThatThrownBy(
              () -> storage.put(UUID.randomUUID(), new ByteArrayInputStream(new byte[100])))
          .isInstanceOf(IOException.class);
    } finally {
      server.resume();
    }
  }
}
