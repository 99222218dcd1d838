package dev.parley.chat.file.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.s3.S3Client;

/** The one storage that is configured. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

  private static final Logger log = LoggerFactory.getLogger(StorageConfiguration.class);

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "parley.files.storage", havingValue = "disk")
  static class Disk {

    @Bean
    FileStorage diskStorage(StorageProperties properties) {
      requireWritable(properties.dir());
      return new DiskStorage(properties.dir());
    }

    /** Said once, at the start: the rest of the service goes on without files. */
    private static void requireWritable(Path dir) {
      try {
        Files.createDirectories(dir);
      } catch (IOException e) {
        log.error("PARLEY_FILES_DIR={} cannot be written to: files are refused ({})", dir, e + "");
      }
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "parley.files.storage", havingValue = "s3")
  static class S3 {

    @Bean(destroyMethod = "close")
    S3Client s3Client(StorageProperties properties) {
      return S3Clients.of(properties.s3());
    }

    @Bean
    FileStorage s3Storage(S3Client client, StorageProperties properties) {
      return new S3Storage(client, properties.s3());
    }
  }
}
