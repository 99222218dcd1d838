package dev.parley.testing;

import dev.parley.local.server.KafkaServer;
import dev.parley.local.server.PostgresServer;
import dev.parley.local.server.RedisServer;
import dev.parley.local.server.ServerOptions;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * PostgreSQL, Redis and Kafka as real processes, each started once per JVM when first wished for,
 * shared by all test classes, and ended with the JVM.
 *
 * <p>Shared means that tests keep apart by ids of their own, as users of one installation do. A
 * test that needs an empty database takes {@link #freshDatabase}; one that stops or freezes a
 * server starts its own from {@code dev.parley.local.server}.
 */
public final class TestServers {
  static final String PASSWORD = "a-password-for-tests";

  /**
   * Ended by hooks of ours, in order: first the process, however far it has come, then its folder,
   * of which each run would leave 50 MB.
   */
  private static final ServerOptions UNTIL_WE_END_IT =
      ServerOptions.temporary().outlivingThisJvm(process -> atExit(process::close));

  private static final Shared<PostgresServer> POSTGRES = new Shared<>(TestServers::startPostgres);
  private static final Shared<RedisServer> REDIS = new Shared<>(TestServers::startRedis);
  private static final Shared<KafkaServer> KAFKA = new Shared<>(TestServers::startKafka);
  private static final AtomicInteger FRESH = new AtomicInteger();

  private TestServers() {}

  /** Begins to start what will be needed, all at once. */
  public static void prepare(boolean postgres, boolean redis, boolean kafka) {
    if (postgres) {
      POSTGRES.begin();
    }
    if (redis) {
      REDIS.begin();
    }
    if (kafka) {
      KAFKA.begin();
    }
  }

  public static PostgresServer postgres() {
    return POSTGRES.get();
  }

  public static RedisServer redis() {
    return REDIS.get();
  }

  /** With the topics that AsyncAPI declares, and their dead letters. */
  public static KafkaServer kafka() {
    return KAFKA.get();
  }

  /** The role and schema of a service, the same one for all tests of this JVM. */
  public static TestDatabase database(String service) {
    postgres().createService(service, PASSWORD);
    return new TestDatabase(postgres().jdbcUrl(), service, PASSWORD);
  }

  /** A role and an empty schema that nobody else has; their name begins with {@code prefix}. */
  public static TestDatabase freshDatabase(String prefix) {
    return database(prefix + "_" + FRESH.incrementAndGet());
  }

  /** A topic that nobody else has; its name begins with {@code prefix}. Its dead letters too. */
  public static String freshTopic(String prefix, int partitions) {
    String name = prefix + "." + FRESH.incrementAndGet();
    kafka().createTopic(name, partitions);
    kafka().createTopic(name + Topics.DEAD_LETTERS, partitions);
    return name;
  }

  private static PostgresServer startPostgres() {
    PostgresServer server = PostgresServer.start(UNTIL_WE_END_IT);
    atExit(server::close);
    return server;
  }

  private static RedisServer startRedis() {
    RedisServer server = RedisServer.start(UNTIL_WE_END_IT);
    atExit(server::close);
    return server;
  }

  private static KafkaServer startKafka() {
    KafkaServer server = KafkaServer.start(UNTIL_WE_END_IT);
    atExit(server::close);
    Topics.declared().forEach(server::createTopic);
    return server;
  }

  private static void atExit(Runnable close) {
    Runtime.getRuntime().addShutdownHook(new Thread(close, "end-test-server"));
  }
}
