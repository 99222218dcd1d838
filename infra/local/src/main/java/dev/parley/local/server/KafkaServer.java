package dev.parley.local.server;

import dev.parley.local.process.Command;
import dev.parley.local.process.Folders;
import dev.parley.local.process.Ports;
import dev.parley.local.process.StopSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * One Kafka broker (KRaft, no authentication) in a JVM of its own; topics are declared, never made
 * by accident.
 */
public final class KafkaServer extends OneServer {
  private static final Duration START_WITHIN = Duration.ofSeconds(90);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

  private final KafkaConfiguration configuration;

  private KafkaServer(ServerOptions options) {
    super("kafka", options, START_WITHIN, STOP_WITHIN);
    configuration =
        new KafkaConfiguration(
            folder.path().resolve("data"), Ports.orFree(options.port()), Ports.free());
    launch();
  }

  public static KafkaServer start(ServerOptions options) {
    return new KafkaServer(options);
  }

  public static KafkaServer startTemporary() {
    return start(ServerOptions.temporary());
  }

  @Override
  public int port() {
    return configuration.port();
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + configuration.port();
  }

  @Override
  public String version() {
    return KafkaCommand.version();
  }

  /** Leaves alone those that are there. */
  public void createTopics(Collection<String> names, int partitions) {
    KafkaAdmin.createTopics(bootstrapServers(), names, partitions);
  }

  public void createTopic(String name, int partitions) {
    createTopics(List.of(name), partitions);
  }

  @Override
  Command command() {
    Path properties = folder.path().resolve("server.properties");
    Folders.writePrivate(properties, configuration.properties());
    Path logging = folder.path().resolve("log4j.properties");
    Folders.writePrivate(logging, KafkaConfiguration.LOGGING);
    return new Command(
        "kafka",
        KafkaCommand.line(properties, configuration.data(), logging),
        Map.of(),
        folder.path(),
        folder.log(),
        StopSignal.TERM,
        options.detached(),
        options.onSpawn());
  }

  @Override
  void check() throws Exception {
    KafkaAdmin.check(bootstrapServers());
  }
}
