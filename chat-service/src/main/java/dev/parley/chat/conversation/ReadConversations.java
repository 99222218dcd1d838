package dev.parley.chat.conversation;

import dev.parley.chat.conversation.Memberships.Membership;
import dev.parley.chat.conversation.Memberships.Question;
import dev.parley.platform.page.Lists;
import dev.parley.platform.page.Lists.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads conversations, many at once: one statement, however many are asked for. */
@Repository
public class ReadConversations {

  /** Rows that are fetched at once, so that whoever has read enough is not sent the rest. */
  private static final int PORTION = 50;

  private final JdbcClient jdbc;
  private final JdbcClient inPortions;
  private final ConversationStore store;
  private final Lists lists;

  ReadConversations(JdbcClient jdbc, DataSource database, ConversationStore store, Lists lists) {
    var template = new JdbcTemplate(database);
    template.setFetchSize(PORTION);
    this.inPortions = JdbcClient.create(template);
    this.jdbc = jdbc;
    this.store = store;
    this.lists = lists;
  }

  /** Which of the conversations that somebody takes part in. */
  public record Wanted(
      @Nullable UUID project,
      @Nullable Visibility visibility,
      @Nullable List<String> tags,
      boolean archived,
      boolean unread) {

    private ConversationFilter filter() {
      return new ConversationFilter(
          project, null, visibility, null, TagName.asked(tags), null, archived, unread);
    }
  }

  /** Conversations of a project after a place in the list of these. */
  public record InProject(UUID project, boolean archived, @Nullable String after) {

    private ConversationFilter filter() {
      return new Wanted(project, null, null, archived, false).filter();
    }
  }

  /** The list of those that the person takes part in, beyond a place. */
  public List<Entry<Conversation>> list(
      UUID user, Wanted wanted, @Nullable String cursor, boolean forward, int limit) {
    return lists.entries(store.query(user, wanted.filter()), cursor, forward, limit);
  }

  /**
   * The same list for many projects, at most this many of each.
   *
   * @param each sees every conversation that is read, and may have enough
   */
  @Transactional(readOnly = true)
  public Map<InProject, List<Entry<Conversation>>> ofProjects(
      Collection<InProject> asked, int limit, UUID user, Consumer<Conversation> each) {
    List<InProject> order = List.copyOf(asked);
    List<List<String>> places =
        order.stream()
            .map(
                one ->
                    one.after() == null
                        ? List.<String>of()
                        : lists.position(store.query(user, one.filter()), one.after()))
            .toList();
    Map<InProject, List<Entry<Conversation>>> answers = new LinkedHashMap<>();
    order.forEach(one -> answers.put(one, new ArrayList<>()));
    inPortions
        .sql(
            ConversationStore.COLUMNS
                + ", chosen.n, c.updated_at::text AS place "
                + ConversationStore.FROM
                + """
                JOIN (
                  SELECT asked.n, x.id
                  FROM unnest(:projects, :archived, :times, :ids)
                    WITH ORDINALITY AS asked(project, archived, time, id, n)
                  CROSS JOIN LATERAL (
                    SELECT c.id FROM conversation c
                    WHERE c.project_id = asked.project AND c.archived = asked.archived
                      AND (asked.time IS NULL OR
                           (c.updated_at, c.id) < (asked.time::timestamptz, asked.id::uuid))
                      AND\s"""
                + Access.MAY_POST
                + """
                    ORDER BY c.updated_at DESC, c.id DESC LIMIT :limit) x
                ) chosen ON chosen.id = c.id
                ORDER BY chosen.n, c.updated_at DESC, c.id DESC
                """)
        .param("projects", order.stream().map(InProject::project).toArray(UUID[]::new))
        .param("archived", order.stream().map(InProject::archived).toArray(Boolean[]::new))
        .param("times", part(places, 0))
        .param("ids", part(places, 1))
        .param("limit", limit)
        .param("user", user)
        .query(
            row -> {
              InProject one = order.get(row.getInt("n") - 1);
              Conversation conversation = store.conversation(row, row.getRow());
              each.accept(conversation);
              Objects.requireNonNull(answers.get(one))
                  .add(
                      new Entry<>(
                          conversation,
                          lists.cursor(
                              store.query(user, one.filter()),
                              row.getString("place"),
                              conversation.id().toString())));
            });
    return answers;
  }

  private static @Nullable String[] part(List<List<String>> places, int key) {
    return places.stream()
        .map(place -> place.isEmpty() ? null : place.get(key))
        .toArray(String[]::new);
  }

  /** Those that the person may read; the others are missing. */
  @Transactional(readOnly = true)
  public Map<UUID, Conversation> byIds(
      Collection<UUID> ids, UUID user, Consumer<Conversation> each) {
    Map<UUID, Conversation> found = new LinkedHashMap<>();
    inPortions
        .sql(
            ConversationStore.COLUMNS
                + ConversationStore.FROM
                + " WHERE c.id = ANY (:ids) AND "
                + Access.MAY_READ)
        .param("ids", ids.toArray(UUID[]::new))
        .param("user", user)
        .query(
            row -> {
              Conversation conversation = store.conversation(row, found.size());
              each.accept(conversation);
              found.put(conversation.id(), conversation);
            });
    return found;
  }

  /** By name, at most this many of each; of conversations that the person may not read none. */
  public Map<Question, List<Membership>> members(Collection<Question> asked, int limit, UUID user) {
    return Memberships.read(
        jdbc,
        asked,
        limit,
        user,
        "conversation c",
        "c.id",
        "conversation_member",
        "conversation_id",
        Access.MAY_READ);
  }
}
