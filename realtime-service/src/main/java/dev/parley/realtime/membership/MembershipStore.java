package dev.parley.realtime.membership;

import java.sql.Array;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The projection that all instances share. Each of them writes every change; the offset decides, so
 * it does not matter who is first or how far behind the others are.
 */
@Repository
public class MembershipStore {

  private final JdbcTemplate jdbc;

  MembershipStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes changes in the order in which they happened. */
  @Transactional
  public void save(Collection<MembershipChange> changes) {
    for (Place place : Place.values()) {
      List<MembershipChange> last = lastOfEachPair(place, changes);
      if (!last.isEmpty()) {
        upsert(place, last);
      }
    }
  }

  public Memberships of(UUID userId) {
    return new Memberships(placesOf(Place.CONVERSATION, userId), placesOf(Place.PROJECT, userId));
  }

  private Set<UUID> placesOf(Place place, UUID userId) {
    return new HashSet<>(
        jdbc.queryForList(
            "SELECT %2$s FROM %1$s WHERE user_id = ? AND NOT removed"
                .formatted(place.table, place.idColumn),
            UUID.class,
            userId));
  }

  /** One statement may touch a row once only; sorted, so that instances never deadlock. */
  private static List<MembershipChange> lastOfEachPair(
      Place place, Collection<MembershipChange> changes) {
    record Pair(UUID placeId, UUID userId) {}
    Map<Pair, MembershipChange> last = new LinkedHashMap<>();
    for (MembershipChange change : changes) {
      if (change.place() == place) {
        last.put(new Pair(change.placeId(), change.userId()), change);
      }
    }
    return last.values().stream()
        .sorted(
            Comparator.comparing(MembershipChange::placeId).thenComparing(MembershipChange::userId))
        .toList();
  }

  private void upsert(Place place, List<MembershipChange> changes) {
    jdbc.update(
        """
        INSERT INTO %1$s AS known (%2$s, user_id, version, removed)
        SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::boolean[])
        ON CONFLICT (%2$s, user_id) DO UPDATE
          SET version = excluded.version, removed = excluded.removed
          WHERE known.version < excluded.version
        """
            .formatted(place.table, place.idColumn),
        statement -> {
          statement.setArray(1, array(statement, "uuid", changes, MembershipChange::placeId));
          statement.setArray(2, array(statement, "uuid", changes, MembershipChange::userId));
          statement.setArray(3, array(statement, "bigint", changes, MembershipChange::version));
          statement.setArray(4, array(statement, "boolean", changes, c -> !c.member()));
        });
  }

  private static Array array(
      java.sql.PreparedStatement statement,
      String type,
      List<MembershipChange> changes,
      Function<MembershipChange, Object> value)
      throws java.sql.SQLException {
    return statement.getConnection().createArrayOf(type, changes.stream().map(value).toArray());
  }
}
