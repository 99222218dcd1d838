package dev.parley.bench.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.server.KafkaServer;
import dev.parley.local.server.PostgresServer;
import dev.parley.local.server.RedisServer;
import dev.parley.local.server.ServerOptions;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Run it by {@code infra/bench/imports.sh}; fsync is on, everything is on this machine. */
final class ImportBenchmark {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String heap;
  private final int messages;
  private final Path data;
  private final PostgresServer postgres;
  private final RedisServer redis;
  private final KafkaServer kafka;
  private String token = "";

  private ImportBenchmark(
      String heap,
      int messages,
      Path data,
      PostgresServer postgres,
      RedisServer redis,
      KafkaServer kafka) {
    this.heap = heap;
    this.messages = messages;
    this.data = data;
    this.postgres = postgres;
    this.redis = redis;
    this.kafka = kafka;
  }

  static void main(String[] arguments) throws Exception {
    String heap = arguments.length > 0 ? arguments[0] : "96m";
    int messages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
    int kills = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    Path data = Files.createTempDirectory("parley-bench");
    try (PostgresServer postgres = PostgresServer.start(ServerOptions.keptIn(data.resolve("p")));
        RedisServer redis = RedisServer.start(ServerOptions.keptIn(data.resolve("r")));
        KafkaServer kafka = KafkaServer.start(ServerOptions.keptIn(data.resolve("k")))) {
      kafka.createTopics(
          List.of("chat.events", "chat.accounts", "chat.events.dlt", "chat.accounts.dlt"), 12);
      postgres.createService(ChatProcess.SCHEMA, ChatProcess.SCHEMA);
      new ImportBenchmark(heap, messages, data, postgres, redis, kafka).run(kills);
    } finally {
      FileSystemUtils.deleteRecursively(data);
    }
  }

  private void run(int kills) throws IOException, InterruptedException, SQLException {
    ChatProcess chat = start();
    try {
      token = login(chat);
      long began = System.nanoTime();
      BodyPublisher body = BodyPublishers.ofInputStream(() -> ExportFile.of(messages));
      String id = send(chat, "/api/v1/imports", body, 202).required("id").asText();
      say("%,d messages taken in after %s".formatted(ExportFile.inAll(messages), since(began)));
      long working = System.nanoTime();
      for (int kill = 1; kill <= kills; kill++) {
        double reached = await(chat, id, (double) kill / (kills + 2));
        say("killed at %.0f %%, peak %d MB".formatted(reached * 100, chat.peakMegabytes()));
        chat.kill();
        chat = start();
      }
      await(chat, id, 1);
      say(
          "all in after %s more, %d starts of the service included; peak %d MB with -Xmx%s"
              .formatted(since(working), kills, chat.peakMegabytes(), heap));
      verify();
    } finally {
      chat.stop();
    }
  }

  private ChatProcess start() throws IOException, InterruptedException {
    return ChatProcess.start(heap, data.resolve("chat.log"), postgres, redis, kafka);
  }

  private String login(ChatProcess chat) throws IOException, InterruptedException {
    String body =
        JSON.writeValueAsString(Map.of("username", "admin", "password", ChatProcess.SECRET));
    return send(chat, "/api/v1/auth/login", BodyPublishers.ofString(body), 200)
        .required("access_token")
        .asText();
  }

  private double await(ChatProcess chat, String id, double progress)
      throws IOException, InterruptedException {
    while (true) {
      JsonNode now = send(chat, "/api/v1/imports/" + id, null, 200);
      double reached = now.required("progress").asDouble();
      String state = now.required("state").asText();
      if (reached >= progress && (progress < 1 || state.equals("done"))) {
        return reached;
      }
      if (state.equals("failed")) {
        throw new IllegalStateException("failed: " + now);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private JsonNode send(ChatProcess chat, String path, @Nullable BodyPublisher body, int expected)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(chat.uri(path)).header("Content-Type", "application/json");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body != null) {
      request.POST(body);
    }
    HttpResponse<String> answer = chat.client().send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != expected) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private void verify() throws SQLException {
    try (Connection connection = postgres.connect(ChatProcess.SCHEMA, ChatProcess.SCHEMA);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*), count(DISTINCT (conversation_id, seq)),"
                    + " count(DISTINCT conversation_id), (SELECT sum(last_seq) FROM conversation)"
                    + " FROM message")) {
      row.next();
      int all = ExportFile.inAll(messages);
      boolean right =
          row.getInt(1) == all
              && row.getInt(2) == all
              && row.getInt(3) == ExportFile.conversations(messages)
              && row.getInt(4) == all;
      say(
          "%,d messages with %,d numbers in %,d conversations: %s"
              .formatted(row.getInt(1), row.getInt(2), row.getInt(3), right ? "right" : "WRONG"));
      if (!right) {
        throw new IllegalStateException("not what was sent");
      }
    }
  }

  private static String since(long nanos) {
    return "%.1f s".formatted((System.nanoTime() - nanos) / 1e9);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
