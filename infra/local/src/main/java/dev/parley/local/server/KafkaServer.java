package dev.parley.local.server;

import dev.parley.local.process.Command;
import dev.parley.local.process.Folders;
import dev.parley.local.process.ManagedProcess;
import dev.parley.local.process.Ports;
import dev.parley.local.process.Ready;
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
public final class KafkaServer implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(90);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

  private final ServerFolder folder;
  private final ServerOptions options;
  private final KafkaConfiguration configuration;
  private ManagedProcess process;

  private KafkaServer(ServerOptions options) {
    this.options = options;
    folder = ServerFolder.of(options, "kafka");
    configuration =
        new KafkaConfiguration(
            folder.path().resolve("data"), Ports.orFree(options.port()), Ports.free());
    process = launch();
  }

  public static KafkaServer start(ServerOptions options) {
    return new KafkaServer(options);
  }

  public static KafkaServer startTemporary() {
    return start(ServerOptions.temporary());
  }

  public int port() {
    return configuration.port();
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + configuration.port();
  }

  /** As in "3.9.2". */
  public String version() {
    return KafkaCommand.version();
  }

  public long pid() {
    return process.pid();
  }

  /** Leaves alone those that are there. */
  public void createTopics(Collection<String> names, int partitions) {
    KafkaAdmin.createTopics(bootstrapServers(), names, partitions);
  }

  public void createTopic(String name, int partitions) {
    createTopics(List.of(name), partitions);
  }

  public void stop() {
    process.stop(STOP_WITHIN);
  }

  public void kill() {
    process.kill();
  }

  /** On the same port, with the same data; also after {@link #stop} or {@link #kill}. */
  public void restart() {
    stop();
    process = launch();
  }

  /** Freezes it: connections stay open and nobody answers. */
  public void pause() {
    process.pause();
  }

  public void resume() {
    process.resume();
  }

  @Override
  public void close() {
    stop();
    folder.discardIfTemporary();
  }

  private ManagedProcess launch() {
    Path properties = folder.path().resolve("server.properties");
    Folders.writePrivate(properties, configuration.properties());
    Path logging = folder.path().resolve("log4j.properties");
    Folders.writePrivate(logging, KafkaConfiguration.LOGGING);
    ManagedProcess started =
        ManagedProcess.start(
            new Command(
                "kafka",
                KafkaCommand.line(properties, configuration.data(), logging),
                Map.of(),
                folder.path(),
                folder.log(),
                StopSignal.TERM,
                options.detached(),
                options.onSpawn()));
    try {
      Ready.await(started, START_WITHIN, () -> KafkaAdmin.check(bootstrapServers()));
      started.requireHolderOf(configuration.port());
    } catch (RuntimeException e) {
      started.kill();
      throw e;
    }
    return started;
  }
}
