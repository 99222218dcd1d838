package dev.parley.realtime.presence;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.parley.realtime.delivery.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Who has conversations in common. */
@Repository
class Neighbours {

  /** Where all clients of a room come back at once, its members are read once. */
  private static final Duration REMEMBERED = Duration.ofSeconds(2);

  private static final int REMEMBERED_MEMBERS = 200_000;
  private static final int ROOMS_AT_A_TIME = 10;

  private final JdbcTemplate jdbc;
  private final PresenceProperties properties;
  private final LoadingCache<UUID, List<UUID>> members =
      Caffeine.newBuilder()
          .expireAfterWrite(REMEMBERED)
          .maximumWeight(REMEMBERED_MEMBERS)
          .weigher((UUID _, List<UUID> people) -> 1 + people.size())
          .build(CacheLoader.<UUID, List<UUID>>bulk(this::read));

  Neighbours(JdbcTemplate jdbc, PresenceProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  /** In large rooms some of them. */
  Set<UUID> of(Seat seat) {
    Set<UUID> people = new LinkedHashSet<>();
    List<UUID> rooms = List.copyOf(seat.conversations(properties.mostConversations()));
    for (int from = 0; from < rooms.size() && people.size() <= most(); from += ROOMS_AT_A_TIME) {
      int to = Math.min(rooms.size(), from + ROOMS_AT_A_TIME);
      members.getAll(rooms.subList(from, to)).values().forEach(people::addAll);
    }
    people.remove(seat.userId());
    return people.stream().limit(most()).collect(Collectors.toSet());
  }

  Set<UUID> conversationsOf(UUID user) {
    return Set.copyOf(
        jdbc.queryForList(
            "SELECT conversation_id FROM member WHERE user_id = ? AND NOT removed LIMIT ?",
            UUID.class,
            user,
            properties.mostConversations()));
  }

  private Map<UUID, List<UUID>> read(Set<? extends UUID> conversations) {
    Map<UUID, List<UUID>> read = new HashMap<>();
    conversations.forEach(id -> read.put(id, new ArrayList<>()));
    jdbc.query(
        """
        SELECT room.id, near.user_id
        FROM unnest(?::uuid[]) AS room (id)
        CROSS JOIN LATERAL (
          SELECT user_id FROM member WHERE conversation_id = room.id AND NOT removed LIMIT ?) AS near
        """,
        row -> {
          UUID room = row.getObject(1, UUID.class);
          read.computeIfAbsent(room, _ -> new ArrayList<>()).add(row.getObject(2, UUID.class));
        },
        conversations.toArray(UUID[]::new),
        most() + 1);
    return read;
  }

  private int most() {
    return properties.mostPeople();
  }
}
