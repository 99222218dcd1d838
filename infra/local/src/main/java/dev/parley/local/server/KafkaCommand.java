package dev.parley.local.server;

import dev.parley.local.broker.BrokerMain;
import dev.parley.local.process.Tools;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** How the broker's JVM is started; its class path is a list the build wrote, and never ours. */
final class KafkaCommand {
  private KafkaCommand() {}

  static List<String> line(Path properties, Path data, Path logging) {
    return List.of(
        Tools.java(),
        "-Xms64m",
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseCompactObjectHeaders",
        "-Xshare:auto",
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED",
        "-Dlog4j.configuration=" + logging.toUri(),
        "-Djava.awt.headless=true",
        "-cp",
        own() + File.pathSeparator + classPath(),
        BrokerMain.class.getName(),
        properties.toString(),
        data.toString(),
        KafkaConfiguration.CLUSTER_ID);
  }

  static String version() {
    return classPath().replaceFirst("(?s).*/kafka_2[.]13-([0-9.]+)[.]jar.*", "$1");
  }

  private static String classPath() {
    try (InputStream in = BrokerMain.class.getResourceAsStream("classpath.txt")) {
      if (in == null) {
        throw new IllegalStateException(
            "the broker's class path is missing: build infra/local/broker");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path own() {
    try {
      return Path.of(BrokerMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
