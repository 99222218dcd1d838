package dev.parley.bench.faults;

import dev.parley.bench.chat.ChatInstallation;
import dev.parley.bench.chat.People;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills chat-service, as {@code kill -9} does, again and again while clients post: every
 * acknowledged message must be stored once, numbers must have no gap and no repeat, and each must
 * be on the log, in order. Run it by {@code infra/bench/kill-while-posting.sh}.
 */
final class KilledWhilePosting {

  private static final int CONVERSATIONS = 16;
  private static final int CLIENTS = 20;
  private static final double POSTS_A_SECOND = 100;
  private static final long BETWEEN_KILLS = TimeUnit.SECONDS.toNanos(5);

  private KilledWhilePosting() {}

  static void main(String[] arguments) throws Exception {
    int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    try (ChatInstallation chat = ChatInstallation.create()) {
      chat.start();
      People people = People.with(CONVERSATIONS, chat.port());
      List<StubbornPoster> posters = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
        for (int i = 0; i < CLIENTS; i++) {
          var poster =
              new StubbornPoster(
                  people, i % CONVERSATIONS, chat.port(), (long) (CLIENTS / POSTS_A_SECOND * 1e9));
          posters.add(poster);
          threads.execute(poster);
        }
        for (int kill = 1; kill <= kills; kill++) {
          LockSupport.parkNanos(BETWEEN_KILLS);
          int before = posters.stream().mapToInt(StubbornPoster::acknowledgedNow).sum();
          chat.kill();
          long began = System.nanoTime();
          chat.start();
          System.out.printf(
              "kill %d after %d acknowledged posts, ready again in %.1f s%n",
              kill, before, (System.nanoTime() - began) / 1e9);
          people.signIn();
        }
        LockSupport.parkNanos(BETWEEN_KILLS);
        posters.forEach(StubbornPoster::stop);
      }
      Set<UUID> acknowledged = new HashSet<>();
      posters.forEach(poster -> acknowledged.addAll(poster.acknowledged()));
      System.out.printf(
          "%d posts acknowledged, %d attempts of them failed and were repeated%n",
          acknowledged.size(), posters.stream().mapToInt(StubbornPoster::failures).sum());
      judge(acknowledged, chat);
    }
  }

  private static void judge(Set<UUID> acknowledged, ChatInstallation chat)
      throws SQLException, IOException {
    List<String> complaints = new ArrayList<>();
    Map<UUID, Long> stored = new HashMap<>();
    try (Connection connection = chat.database();
        Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery("SELECT id, seq FROM message")) {
        while (rows.next()) {
          stored.put(rows.getObject(1, UUID.class), rows.getLong(2));
        }
      }
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT c.id, c.last_seq, count(m.id), coalesce(max(m.seq), 0)"
                  + " FROM conversation c LEFT JOIN message m ON m.conversation_id = c.id"
                  + " GROUP BY c.id HAVING count(m.id) <> c.last_seq"
                  + " OR coalesce(max(m.seq), 0) <> c.last_seq")) {
        while (rows.next()) {
          complaints.add("a gap in " + rows.getString(1));
        }
      }
    }
    acknowledged.stream()
        .filter(id -> !stored.containsKey(id))
        .forEach(id -> complaints.add("acknowledged and not stored: " + id));
    stored.keySet().stream()
        .filter(id -> !acknowledged.contains(id))
        .forEach(id -> complaints.add("stored and never acknowledged: " + id));
    EventLog.Reading log = EventLog.read(chat.kafka(), stored.size());
    complaints.addAll(log.complaints());
    stored.keySet().stream()
        .filter(id -> !log.ids().contains(id))
        .forEach(id -> complaints.add("not on the log: " + id));
    System.out.printf(
        "%d stored, %d on the log, %d of them more than once%n",
        stored.size(), log.ids().size(), log.repeats());
    complaints.stream().limit(20).forEach(System.out::println);
    System.out.println(complaints.isEmpty() ? "HOLDS" : "BROKEN: " + complaints.size());
    if (!complaints.isEmpty()) {
      throw new IllegalStateException("what must hold did not");
    }
  }
}
