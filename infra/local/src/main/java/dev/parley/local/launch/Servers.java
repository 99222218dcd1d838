package dev.parley.local.launch;

import dev.parley.local.process.ManagedProcess;
import dev.parley.local.server.KafkaServer;
import dev.parley.local.server.PostgresServer;
import dev.parley.local.server.RedisServer;
import dev.parley.local.server.ServerOptions;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Starts PostgreSQL, Redis and Kafka, kept, with passwords, and what the services expect in them.
 */
record Servers(Instance instance, Secrets secrets) {
  private static final int PARTITIONS = 12;
  private static final List<String> TOPICS =
      Stream.of("chat.events", "chat.accounts", "search.documents", "ops.alerts")
          .flatMap(topic -> Stream.of(topic, topic + ".dlt"))
          .toList();

  /** Answers with name and version. */
  String start(ServerKind kind, int port) {
    return kind.title()
        + " "
        + switch (kind) {
          case POSTGRES -> postgres(port);
          case REDIS ->
              RedisServer.start(options(kind, port).withPassword(secrets.get(Secrets.REDIS)))
                  .version();
          case KAFKA -> kafka(port);
        };
  }

  private String postgres(int port) {
    PostgresServer server =
        PostgresServer.start(
            options(ServerKind.POSTGRES, port).withPassword(secrets.get(Secrets.POSTGRES)));
    Stream.of(Service.values())
        .filter(Service::hasSchema)
        .forEach(
            service ->
                server.createService(service.schema(), secrets.get(Secrets.ofDatabase(service))));
    return server.version();
  }

  private String kafka(int port) {
    KafkaServer server = KafkaServer.start(options(ServerKind.KAFKA, port));
    server.createTopics(TOPICS, PARTITIONS);
    return server.version();
  }

  private ServerOptions options(ServerKind kind, int port) {
    Consumer<ManagedProcess> register =
        process -> instance.register(kind.id(), kind.id(), port, process);
    return ServerOptions.keptIn(instance.home().data(kind.id()))
        .onPort(port)
        .loggingTo(instance.home().log(kind.id()))
        .outlivingThisJvm(register);
  }
}
