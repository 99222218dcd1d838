package dev.parley.bench.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.local.server.KafkaServer;
import dev.parley.local.server.PostgresServer;
import dev.parley.platform.event.CloudEventHeaders;
import dev.parley.platform.event.EventEnvelope;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.postgresql.PGConnection;

/** What no relay can beat: only sending, and only reading and deleting. */
final class Peers {
  private static final int BATCH = 2_000;

  private Peers() {}

  static void produce(KafkaServer kafka, List<ProducerRecord<byte[], byte[]>> records) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "acks",
            "all",
            "enable.idempotence",
            true,
            "linger.ms",
            0,
            "batch.size",
            128 * 1024,
            "compression.type",
            "lz4");
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (ProducerRecord<byte[], byte[]> record : records) {
        var _ = producer.send(record);
      }
      producer.flush();
    }
  }

  static List<ProducerRecord<byte[], byte[]>> records(int count) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      EventEnvelope event = Backlog.event(i);
      var record =
          new ProducerRecord<byte[], byte[]>(
              BenchService.TOPIC, event.partitionKey().getBytes(UTF_8), event.data());
      CloudEventHeaders.of(event)
          .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
      records.add(record);
    }
    return records;
  }

  static int readAndDelete(PostgresServer postgres) throws SQLException {
    int all = 0;
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl() + "?prepareThreshold=1",
                BenchService.SCHEMA,
                BenchService.SCHEMA);
        Statement settings = connection.createStatement()) {
      settings.execute("SET synchronous_commit = off");
      settings.execute("SET enable_seqscan = off");
      settings.execute("SET enable_bitmapscan = off");
      try (PreparedStatement read =
              connection.prepareStatement(
                  """
                  SELECT id, topic, key, headers, payload FROM outbox
                  WHERE shard = ? AND id > ? ORDER BY id LIMIT ?
                  """);
          PreparedStatement delete =
              connection.prepareStatement("DELETE FROM outbox WHERE shard = ? AND id = ANY (?)")) {
        for (short shard = 0; shard < 8; shard++) {
          all += drain(connection, read, delete, shard);
        }
      }
    }
    return all;
  }

  private static int drain(
      Connection connection, PreparedStatement read, PreparedStatement delete, short shard)
      throws SQLException {
    int all = 0;
    long last = 0;
    while (true) {
      long[] ids = new long[BATCH];
      int count = 0;
      read.setShort(1, shard);
      read.setLong(2, last);
      read.setInt(3, BATCH);
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          last = ids[count++] = rows.getLong(1);
          rows.getString(2);
          rows.getString(3);
          rows.getString(4);
          rows.getBytes(5);
        }
      }
      if (count == 0) {
        return all;
      }
      delete.setShort(1, shard);
      delete.setArray(
          2,
          connection.unwrap(PGConnection.class).createArrayOf("int8", Arrays.copyOf(ids, count)));
      delete.executeUpdate();
      all += count;
    }
  }
}
