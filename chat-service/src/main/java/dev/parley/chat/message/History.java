package dev.parley.chat.message;

import dev.parley.platform.page.ListKey;
import dev.parley.platform.page.ListOrder;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.ListSql;
import dev.parley.platform.page.Listing;
import dev.parley.platform.page.Lists;
import dev.parley.platform.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What messages said until they were edited, the newest first. */
@Service
class History {

  /** Each edit leaves a version behind, and none is dropped: docs/decisions/0009. */
  static final int MOST = 200;

  /** Each as long as a message may be. */
  private static final int MOST_AT_ONCE = 50;

  private static final ListSql<Version> VERSIONS =
      new ListSql<>(
          "message_versions",
          "SELECT v.version, v.content, v.written_at",
          "FROM message_version v",
          "v.message_id = :message",
          ListOrder.descending(ListKey.number("v.version")),
          History::version);

  private final MessageStore store;
  private final Lists lists;

  History(MessageStore store, Lists lists) {
    this.store = store;
    this.lists = lists;
  }

  record Version(int version, String content, Instant writtenAt) {}

  Listing<Version> of(UUID message, ListRequest request, UUID reader) {
    if (store.findForReader(message, reader).isEmpty()) {
      throw MessageChanges.notFound();
    }
    return lists.read(
        VERSIONS.seenBy(reader).with("message", message), request.atMost(MOST_AT_ONCE));
  }

  /** The first version is 1, and each edit adds one. */
  static void requireRoom(Message before) {
    if (before.version() > MOST) {
      throw ProblemException.conflict(
          "message.too_many_edits",
          "This message was edited %d times, which is as often as one may be.".formatted(MOST));
    }
  }

  private static Version version(ResultSet row, int number) throws SQLException {
    return new Version(
        row.getInt("version"),
        Objects.requireNonNull(row.getString("content")),
        row.getTimestamp("written_at").toInstant());
  }
}
