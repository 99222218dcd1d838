package dev.parley.chat.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import dev.parley.testing.SentStatement;
import dev.parley.testing.StatementRecorder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How the database goes about the requests that come often, with a million messages in it. */
@ChatServiceTest
class QueryPlanIntegrationTests {

  private static final int LARGE = 5_000;

  @Autowired private ChatClients people;

  @Test
  void noHotRequestReadsALargeTableFromEndToEnd() throws SQLException {
    Person reader = people.someone();
    Million million = Million.writtenFor(reader);

    List<String> scans = new ArrayList<>();
    try (Connection connection = Million.connect()) {
      Set<String> large = largeTables(connection);
      for (var request : hotRequests(reader, million).entrySet()) {
        for (SentStatement sent : sentBy(request.getValue())) {
          for (String table : sent.sequentialScans(connection)) {
            if (large.contains(table)) {
              scans.add("%s reads all of %s: %s".formatted(request.getKey(), table, sent));
            }
          }
        }
      }
      assertThat(large).contains("message", "conversation", "account");
    }
    assertThat(scans).isEmpty();
  }

  private static Map<String, Supplier<Answer>> hotRequests(Person reader, Million million) {
    var api = reader.api();
    String conversation = "/api/v1/conversations/" + million.largest();
    String message =
        "/api/v1/messages/"
            + api.get(conversation + "/messages?limit=1").json(200).at("/items/0/id").asText();
    String older =
        conversation
            + "/messages?before="
            + api.get(conversation + "/messages?limit=50").json(200).at("/next_cursor").asText();
    return Map.ofEntries(
        Map.entry("my conversations", () -> api.get("/api/v1/conversations")),
        Map.entry("page 3 of them", () -> api.get("/api/v1/conversations?page=3&per_page=20")),
        Map.entry("what is unread", () -> api.get("/api/v1/conversations?unread=true")),
        Map.entry(
            "those of a project",
            () -> api.get("/api/v1/conversations?project_id=" + million.project())),
        Map.entry("one conversation", () -> api.get(conversation)),
        Map.entry("its members", () -> api.get(conversation + "/members")),
        Map.entry("its newest messages", () -> api.get(conversation + "/messages")),
        Map.entry("older messages", () -> api.get(older)),
        Map.entry("one message", () -> api.get(message)),
        Map.entry("what stands around it", () -> api.get(message + "/context")),
        Map.entry("its history", () -> api.get(message + "/history")),
        Map.entry("a reaction", () -> api.put(message + "/reactions/%F0%9F%91%8D", null)),
        Map.entry(
            "a post", () -> api.post(conversation + "/messages", Map.of("content", "@crowd7 hi"))),
        Map.entry("a read marker", () -> api.post(conversation + "/read", Map.of("seq", 7))),
        Map.entry("my projects", () -> api.get("/api/v1/projects")),
        Map.entry("me", () -> api.get("/api/v1/me")));
  }

  private static List<SentStatement> sentBy(Supplier<Answer> request) {
    return StatementRecorder.during(() -> assertThat(request.get().status()).isBetween(200, 299))
        .stream()
        .filter(
            sent -> sent.sql().stripLeading().matches("(?is)(select|with|insert|update|delete).*"))
        .toList();
  }

  private static Set<String> largeTables(Connection connection) throws SQLException {
    Set<String> large = new HashSet<>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
                    + " AND relkind = 'r' AND reltuples >= "
                    + LARGE)) {
      while (rows.next()) {
        large.add(rows.getString(1));
      }
    }
    return large;
  }
}
