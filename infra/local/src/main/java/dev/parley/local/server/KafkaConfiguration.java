package dev.parley.local.server;

import java.nio.file.Path;

/** A single node that is broker and controller, with every replication figure set for one. */
record KafkaConfiguration(Path data, int port, int controllerPort) {

  /** Any valid id does: a cluster of one machine is told apart by its folder. */
  static final String CLUSTER_ID = "cGFybGV5LWxvY2FsLTAwMQ";

  static final String LOGGING =
      """
      log4j.rootLogger=WARN, out
      log4j.appender.out=org.apache.log4j.ConsoleAppender
      log4j.appender.out.layout=org.apache.log4j.PatternLayout
      log4j.appender.out.layout.ConversionPattern=%d{ISO8601} %-5p %c{1} %m%n
      log4j.logger.kafka.server.KafkaRaftServer=INFO
      """;

  String properties() {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
    controller.listener.names=CONTROLLER
    log.dirs=%3$s
    auto.create.topics.enable=false
    default.replication.factor=1
    min.insync.replicas=1
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=12
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    transaction.state.log.num.partitions=4
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    group.initial.rebalance.delay.ms=0
    broker.session.timeout.ms=3000
    broker.heartbeat.interval.ms=500
    log.cleaner.dedupe.buffer.size=16777216
    num.network.threads=2
    num.io.threads=4
    num.recovery.threads.per.data.dir=1
    log.retention.hours=168
    """
        .formatted(port, controllerPort, data);
  }
}
