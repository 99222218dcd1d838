package dev.parley.gateway.compression;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Whether and how hard answers are compressed.
 *
 * @param level of gzip and deflate, 1 to 9; Brotli's is what costs about as much
 * @param types media types worth it, besides those that end in {@code +json} or {@code +xml}
 */
@ConfigurationProperties("parley.gateway.compression")
record CompressionSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("5") int level,
    @DefaultValue("1KB") DataSize minSize,
    @DefaultValue({
          "application/json",
          "application/javascript",
          "application/x-ndjson",
          "application/xml",
          "application/yaml",
          "application/wasm",
          "image/svg+xml",
          "text/css",
          "text/csv",
          "text/html",
          "text/javascript",
          "text/markdown",
          "text/plain",
          "text/xml",
          "text/yaml"
        })
        Set<String> types) {

  CompressionSettings {
    if (level < 1 || level > 9) {
      throw new IllegalArgumentException("COMPRESSION_LEVEL is 1 (quick) to 9 (small).");
    }
  }
}
