package dev.parley.chat.file.storage;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** Which storage, and where it is. */
@ConfigurationProperties("parley.files")
record StorageProperties(Path dir, @DefaultValue S3 s3) {

  /**
   * @param endpoint {@code null}: Amazon's own, by the region
   * @param callWithin for one call, its repetition included; a download's bytes come afterwards.
   *     With {@code silentFor} it stays below what the gateway waits
   * @param silentFor how long nothing may come within a call, or within a download
   * @param leastPerSecond a call that carries bytes may take longer by what they take at this pace
   */
  record S3(
      @Nullable URI endpoint,
      @DefaultValue("us-east-1") String region,
      @DefaultValue("parley") String bucket,
      @DefaultValue("") String accessKey,
      @DefaultValue("") String secretKey,
      @DefaultValue("true") boolean pathStyle,
      @DefaultValue("6500ms") Duration callWithin,
      @DefaultValue("3s") Duration silentFor,
      @DefaultValue("256KB") DataSize leastPerSecond) {

    /** For a call that brings this many bytes. */
    Duration callWithin(int bytes) {
      return callWithin.plusMillis(1_000L * bytes / leastPerSecond.toBytes());
    }

    @Override
    public String toString() {
      return "S3[endpoint=%s, bucket=%s]".formatted(endpoint, bucket);
    }
  }
}
