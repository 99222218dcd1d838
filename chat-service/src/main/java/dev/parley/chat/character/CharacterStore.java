package dev.parley.chat.character;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.chat.conversation.Access;
import dev.parley.chat.conversation.Metadata;
import dev.parley.platform.page.ListKey;
import dev.parley.platform.page.ListOrder;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.ListSql;
import dev.parley.platform.page.Listing;
import dev.parley.platform.page.Lists;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The characters of this installation. */
@Repository
class CharacterStore {

  private static final String COLUMNS =
      """
      SELECT ch.id, ch.name, ch.label, ch.persona, ch.greeting, ch.active, ch.owner_id,
             ch.metadata, ch.created_at, ch.updated_at
      """;
  private static final String FROM = "FROM character ch";

  private static final String MINE = "(ch.owner_id = :user OR :admin)";

  /** Those who talk with one keep seeing who it is. */
  private static final String VISIBLE =
      "(ch.active OR "
          + MINE
          + " OR EXISTS (SELECT 1 FROM conversation c WHERE c.character_id = ch.id AND "
          + Access.MAY_READ
          + "))";

  private final JdbcClient jdbc;
  private final Lists lists;
  private final ObjectMapper json;
  private final ListSql<ChatCharacter> known =
      new ListSql<>(
          "characters",
          COLUMNS,
          FROM,
          "ch.active OR " + MINE,
          ListOrder.ascending(
              ListKey.text("ch.label"), ListKey.text("ch.name"), ListKey.uuid("ch.id")),
          this::character);

  CharacterStore(JdbcClient jdbc, Lists lists, ObjectMapper json) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.json = json;
  }

  record Viewer(UUID id, boolean admin) {}

  record Filter(@Nullable String label, @Nullable Boolean active) {}

  void insert(ChatCharacter character) {
    jdbc.sql(
            "INSERT INTO character (id, name, label, persona, greeting, active, owner_id, metadata,"
                + " created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)")
        .params(
            character.id(),
            character.name(),
            character.label(),
            character.persona(),
            character.greeting(),
            character.active(),
            character.ownerId(),
            character.metadata().toString(),
            Timestamp.from(character.createdAt()),
            Timestamp.from(character.updatedAt()))
        .update();
  }

  void update(ChatCharacter character) {
    jdbc.sql(
            "UPDATE character SET name = ?, label = ?, persona = ?, greeting = ?, active = ?,"
                + " metadata = ?::jsonb, updated_at = ? WHERE id = ?")
        .params(
            character.name(),
            character.label(),
            character.persona(),
            character.greeting(),
            character.active(),
            character.metadata().toString(),
            Timestamp.from(character.updatedAt()),
            character.id())
        .update();
  }

  /** Unless a conversation is held with it. */
  boolean deleteUnused(UUID id) {
    return jdbc.sql(
                "DELETE FROM character WHERE id = :id AND NOT EXISTS"
                    + " (SELECT 1 FROM conversation WHERE character_id = :id)")
            .param("id", id)
            .update()
        > 0;
  }

  Optional<ChatCharacter> find(UUID id, Viewer viewer) {
    return one(COLUMNS + FROM + " WHERE ch.id = :id AND " + VISIBLE, id, viewer);
  }

  /** Holds the row until the commit: nobody starts a conversation with it meanwhile. */
  Optional<ChatCharacter> lock(UUID id, Viewer viewer) {
    return one(
        COLUMNS + FROM + " WHERE ch.id = :id AND " + VISIBLE + " FOR UPDATE OF ch", id, viewer);
  }

  private Optional<ChatCharacter> one(String sql, UUID id, Viewer viewer) {
    return jdbc.sql(sql)
        .param("id", id)
        .param("user", viewer.id())
        .param("admin", viewer.admin())
        .query(this::character)
        .optional();
  }

  /** Whether it is there and active; then it stays there until the commit. */
  boolean holdActive(UUID id) {
    return jdbc.sql("SELECT 1 FROM character WHERE id = ? AND active FOR SHARE")
        .param(id)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  String greeting(UUID id) {
    return jdbc.sql("SELECT greeting FROM character WHERE id = ?")
        .param(id)
        .query(String.class)
        .single();
  }

  Listing<ChatCharacter> list(Filter wanted, Viewer viewer, ListRequest request) {
    return lists.read(
        known
            .seenBy(viewer.id())
            .with("admin", viewer.admin())
            .filter("label", wanted.label(), "ch.label = :label")
            .filter("active", wanted.active(), "ch.active = :active"),
        request);
  }

  private ChatCharacter character(ResultSet row, int number) throws SQLException {
    return new ChatCharacter(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("label"),
        row.getString("persona"),
        row.getString("greeting"),
        row.getBoolean("active"),
        Objects.requireNonNull(row.getObject("owner_id", UUID.class)),
        Metadata.stored(row.getString("metadata"), json),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }
}
