package dev.parley.chat.file.storage;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Which storage, and where it is. */
@ConfigurationProperties("parley.files")
record StorageProperties(Path dir, @DefaultValue S3 s3) {

  /**
   * @param endpoint {@code null}: Amazon's own, by the region
   * @param callWithin for one call, repetitions included; a download's bytes come afterwards
   * @param silentFor how long nothing may come or go within a call
   */
  record S3(
      @Nullable URI endpoint,
      @DefaultValue("us-east-1") String region,
      @DefaultValue("parley") String bucket,
      @DefaultValue("") String accessKey,
      @DefaultValue("") String secretKey,
      @DefaultValue("true") boolean pathStyle,
      @DefaultValue("20s") Duration callWithin,
      @DefaultValue("5s") Duration silentFor) {

    @Override
    public String toString() {
      return "S3[endpoint=%s, bucket=%s]".formatted(endpoint, bucket);
    }
  }
}
