package dev.parley.chat.file.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.testing.Patience;
import dev.parley.testing.S3Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import software.amazon.awssdk.services.s3.S3Client;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3StorageContractTests extends FileStorageContract {

  private final S3Server server = S3Server.start();
  private final StorageProperties.S3 settings = settings(S3Server.SECRET_KEY);
  private final S3Client client = S3Clients.of(settings);

  /** As in operation, where nothing else is said. */
  private StorageProperties.S3 settings(String secret) {
    return new Binder(
            new MapConfigurationPropertySource(
                Map.of(
                    "s3.endpoint",
                    server.endpoint(),
                    "s3.bucket",
                    S3Server.BUCKET,
                    "s3.access-key",
                    S3Server.ACCESS_KEY,
                    "s3.secret-key",
                    secret)))
        .bind("s3", StorageProperties.S3.class)
        .get();
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
    return new S3Storage(client, settings);
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
    StorageProperties.S3 wrong = settings("another-secret");
    try (S3Client stranger = S3Clients.of(wrong)) {
      FileStorage storage = new S3Storage(stranger, wrong);

      assertThatThrownBy(() -> storage.open(UUID.randomUUID(), 0, 1))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(NoSuchFileException.class);
    }
  }

  /** Before the gateway gives up on us, that is in 10 s, and whoever asks learns why. */
  @Test
  void aServerThatHangsIsGivenUp() {
    assertThat(settings.callWithin().plus(settings.silentFor())).isLessThan(Duration.ofSeconds(10));
    server.pause();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(
              Stream.<ThrowingCallable>of(
                      () ->
                          storage().put(UUID.randomUUID(), new ByteArrayInputStream(new byte[100])),
                      () -> storage().open(UUID.randomUUID(), 0, 1).close(),
                      () -> storage().delete(UUID.randomUUID()))
                  .map(call -> threads.submit(() -> catchThrowable(call)))
                  .toList())
          .allSatisfy(
              failure ->
                  assertThat(failure)
                      .succeedsWithin(Patience.BOUND)
                      .isInstanceOf(IOException.class));
    } finally {
      server.resume();
    }
  }
}
