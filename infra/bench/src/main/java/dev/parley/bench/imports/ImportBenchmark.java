package dev.parley.bench.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.bench.chat.ChatInstallation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Run it by {@code infra/bench/imports.sh}; fsync is on, everything is on this machine. */
final class ImportBenchmark {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChatInstallation chat;
  private final String heap;
  private final int messages;
  private final HttpClient http = HttpClient.newHttpClient();
  private String token = "";

  private ImportBenchmark(ChatInstallation chat, String heap, int messages) {
    this.chat = chat;
    this.heap = heap;
    this.messages = messages;
  }

  static void main(String[] arguments) throws Exception {
    String heap = arguments.length > 0 ? arguments[0] : "96m";
    int messages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
    int kills = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    try (ChatInstallation chat = ChatInstallation.create()) {
      new ImportBenchmark(chat, heap, messages).run(kills);
    }
  }

  private void run(int kills) throws IOException, InterruptedException, SQLException {
    start();
    token = login();
    long began = System.nanoTime();
    BodyPublisher body = BodyPublishers.ofInputStream(() -> ExportFile.of(messages));
    String id = send("/api/v1/imports", body, 202).required("id").asText();
    say("%,d messages taken in after %s".formatted(ExportFile.inAll(messages), since(began)));
    long working = System.nanoTime();
    for (int kill = 1; kill <= kills; kill++) {
      double reached = await(id, (double) kill / (kills + 2));
      say("killed at %.0f %%, peak %d MB".formatted(reached * 100, peakMegabytes()));
      chat.kill();
      start();
    }
    await(id, 1);
    say(
        "all in after %s more, %d starts of the service included; peak %d MB with -Xmx%s"
            .formatted(since(working), kills, peakMegabytes(), heap));
    verify();
  }

  private void start() {
    chat.start(heap, Map.of());
  }

  private long peakMegabytes() throws IOException {
    return chat.service().peakMegabytes();
  }

  private String login() throws IOException, InterruptedException {
    String body =
        JSON.writeValueAsString(Map.of("username", "admin", "password", chat.adminPassword()));
    return send("/api/v1/auth/login", BodyPublishers.ofString(body), 200)
        .required("access_token")
        .asText();
  }

  private double await(String id, double progress) throws IOException, InterruptedException {
    while (true) {
      JsonNode now = send("/api/v1/imports/" + id, null, 200);
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

  private JsonNode send(String path, @Nullable BodyPublisher body, int expected)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(chat.url(path)).header("Content-Type", "application/json");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body != null) {
      request.POST(body);
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != expected) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private void verify() throws SQLException {
    try (Connection connection = chat.database();
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
