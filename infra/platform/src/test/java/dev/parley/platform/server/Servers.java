package dev.parley.platform.server;

import dev.parley.local.server.KafkaServer;
import dev.parley.local.server.PostgresServer;
import java.util.concurrent.atomic.AtomicInteger;

/** PostgreSQL and Kafka, started when first asked for and shared by all tests of this JVM. */
public final class Servers {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Servers() {}

  public static PostgresServer postgres() {
    return Postgres.SERVER;
  }

  public static KafkaServer kafka() {
    return Kafka.SERVER;
  }

  /** A role with a schema of its own, password like the name. */
  public static String newSchema() {
    String name = "test" + NUMBER.incrementAndGet();
    postgres().createService(name, name);
    return name;
  }

  /** A topic of its own with its dead letters. */
  public static String newTopic(int partitions) {
    String name = "test." + NUMBER.incrementAndGet() + ".events";
    kafka().createTopic(name, partitions);
    kafka().createTopic(name + ".dlt", partitions);
    return name;
  }

  private static final class Postgres {
    static final PostgresServer SERVER = PostgresServer.startTemporary();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
    }
  }

  private static final class Kafka {
    static final KafkaServer SERVER = KafkaServer.startTemporary();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
    }
  }
}
