package dev.parley.chat.file;

import java.time.Duration;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** Where only the CDN matters. */
final class SomeFileProperties {

  private SomeFileProperties() {}

  static FileProperties with(FileProperties.Cdn cdn) {
    return new FileProperties(
        List.of(),
        new FileProperties.Uploads(
            Duration.ofMinutes(1), Duration.ofSeconds(1), DataSize.ofKilobytes(1), 1, 1),
        Duration.ofHours(1),
        Duration.ofMinutes(1),
        new FileProperties.Quota(DataSize.ofGigabytes(1), 100),
        Duration.ofDays(1),
        cdn);
  }
}
