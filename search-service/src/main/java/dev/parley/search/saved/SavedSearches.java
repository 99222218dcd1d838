package dev.parley.search.saved;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.platform.page.ListKey;
import dev.parley.platform.page.ListOrder;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.ListSql;
import dev.parley.platform.page.Listing;
import dev.parley.platform.page.Lists;
import dev.parley.platform.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code saved_search}. What somebody keeps is seen by nobody else. */
@Component
class SavedSearches {
  private static final int MOST = 100;

  // counted and written in one statement; two at once may exceed the bound by one
  private static final String ADD =
      """
      INSERT INTO saved_search (id, owner_id, name, query, created_at)
      SELECT :id, :owner, :name, :query, :created
       WHERE (SELECT count(*) FROM saved_search WHERE owner_id = :owner) < :most
      """;

  private static final ListSql<SavedSearch> OWN =
      new ListSql<>(
          "saved-searches",
          "SELECT id, name, query, created_at",
          "FROM saved_search",
          "owner_id = :user",
          ListOrder.ascending(ListKey.text("name"), ListKey.uuid("id")),
          (row, _) -> read(row));

  private final JdbcClient jdbc;
  private final Lists lists;
  private final Clock clock;

  SavedSearches(JdbcClient jdbc, Lists lists, Clock clock) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.clock = clock;
  }

  /** By name. */
  Listing<SavedSearch> of(UUID owner, ListRequest request) {
    return lists.read(OWN.seenBy(owner), request);
  }

  SavedSearch add(UUID owner, SaveRequest request) {
    var saved =
        new SavedSearch(
            UuidCreator.getTimeOrderedEpoch(),
            request.name(),
            request.query(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    try {
      int added =
          jdbc.sql(ADD)
              .param("id", saved.id())
              .param("owner", owner)
              .param("name", saved.name())
              .param("query", saved.query())
              .param("created", saved.createdAt().atOffset(ZoneOffset.UTC))
              .param("most", MOST)
              .update();
      if (added == 0) {
        throw ProblemException.conflict(
            "saved_search.too_many", "One person keeps %d searches at most.".formatted(MOST));
      }
    } catch (DuplicateKeyException _) {
      throw ProblemException.conflict(
          "saved_search.name_taken", "You keep another search under this name.");
    }
    return saved;
  }

  void remove(UUID owner, UUID id) {
    int removed =
        jdbc.sql("DELETE FROM saved_search WHERE id = :id AND owner_id = :owner")
            .param("id", id)
            .param("owner", owner)
            .update();
    if (removed == 0) {
      throw ProblemException.notFound("saved_search.not_found", "You keep no such search.");
    }
  }

  private static SavedSearch read(ResultSet row) throws SQLException {
    return new SavedSearch(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("query"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
