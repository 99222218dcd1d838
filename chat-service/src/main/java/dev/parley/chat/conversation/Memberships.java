package dev.parley.chat.conversation;

import dev.parley.chat.event.ChatEvent.Author;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who belongs to what, read for many things in one statement. */
public final class Memberships {

  private Memberships() {}

  public record Membership(Author user, String role) {}

  /** The members of a thing whose names come after one. */
  public record Question(UUID thing, @Nullable String after) {}

  /**
   * By name, at most this many of each thing.
   *
   * @param things the table of the things with its alias, as in {@code conversation c}
   * @param id of a thing, as in {@code c.id}
   * @param members the table of their members
   * @param thing that table's column for the thing
   * @param allowed whether {@code :user} may know who belongs to a thing: others get no member
   */
  public static Map<Question, List<Membership>> read(
      JdbcClient jdbc,
      Collection<Question> asked,
      int limit,
      UUID user,
      String things,
      String id,
      String members,
      String thing,
      String allowed) {
    List<Question> order = List.copyOf(asked);
    Map<Question, List<Membership>> answers = new LinkedHashMap<>();
    order.forEach(question -> answers.put(question, new ArrayList<>()));
    jdbc.sql(
            """
            SELECT asked.n, x.user_id, x.username, x.display_name, x.role
            FROM unnest(:ids, :after) WITH ORDINALITY AS asked(id, after, n)
            JOIN %s ON %s = asked.id
            CROSS JOIN LATERAL (
              SELECT m.user_id, a.username, a.display_name, m.role
              FROM %s m JOIN account a ON a.id = m.user_id
              WHERE m.%s = asked.id AND (asked.after IS NULL OR a.username > asked.after)
              ORDER BY a.username LIMIT :limit) x
            WHERE %s
            ORDER BY asked.n, x.username
            """
                .formatted(things, id, members, thing, allowed))
        .param("ids", order.stream().map(Question::thing).toArray(UUID[]::new))
        .param("after", order.stream().map(Question::after).toArray(String[]::new))
        .param("limit", limit)
        .param("user", user)
        .query(
            row -> {
              Objects.requireNonNull(answers.get(order.get(row.getInt(1) - 1)))
                  .add(
                      new Membership(
                          new Author(
                              Objects.requireNonNull(row.getObject(2, UUID.class)),
                              row.getString(3),
                              row.getString(4)),
                          row.getString(5)));
            });
    return answers;
  }
}
