package dev.parley.chat.retelling;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Each conversation in one number: of every fact a line, of every line the first 64 bits of its
 * MD5, and of those the exclusive or. Control characters count as spaces, as not everybody keeps
 * them. search-service adds up its own rows alike.
 */
@Repository
class ConversationSums {
  private static final String SUMS =
      """
      SELECT c.id,
             (SELECT count(*) FROM message m
               WHERE m.conversation_id = c.id AND m.deleted_at IS NULL) AS messages,
             (SELECT bit_xor(('x' || left(md5(translate(fact, :controls, :spaces)), 16))::bit(64)::bigint)
                FROM (SELECT concat_ws(' ', 'conversation', c.visibility, c.archived,
                                       coalesce(c.project_id::text, '-'), c.owner_id,
                                       coalesce(c.source, '-'), c.title) AS fact
                      UNION ALL
                      SELECT CASE WHEN m.deleted_at IS NULL
                                  THEN concat_ws(' ', 'message', m.id, m.seq, m.version, m.content)
                                  ELSE concat_ws(' ', 'gone', m.id) END
                        FROM message m WHERE m.conversation_id = c.id
                      UNION ALL
                      SELECT concat_ws(' ', 'member', p.user_id)
                        FROM conversation_member p WHERE p.conversation_id = c.id
                      UNION ALL
                      SELECT concat_ws(' ', 'tag', c.id, t.tag)
                        FROM conversation_tag t WHERE t.conversation_id = c.id
                      UNION ALL
                      SELECT concat_ws(' ', 'tag', t.message_id, t.tag)
                        FROM message_tag t WHERE t.conversation_id = c.id
                      UNION ALL
                      SELECT concat_ws(' ', 'note', n.id, n.content)
                        FROM annotation n WHERE n.conversation_id = c.id) facts) AS sum
        FROM conversation c
      """;

  /** All that a text may hold of them, and as many spaces. */
  private static final String CONTROLS = controls();

  private final JdbcClient jdbc;

  ConversationSums(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private static String controls() {
    StringBuilder all = new StringBuilder("\u007f");
    for (char c = 1; c < ' '; c++) {
      all.append(c);
    }
    return all.toString();
  }

  /** The next ones, by their ids. */
  List<ConversationSum> after(UUID id, int limit) {
    return sums("WHERE c.id > :id ORDER BY c.id LIMIT :limit", id, limit);
  }

  /** Empty where there is no such conversation. */
  List<ConversationSum> of(UUID id) {
    return sums("WHERE c.id = :id LIMIT :limit", id, 1);
  }

  private List<ConversationSum> sums(String which, UUID id, int limit) {
    return jdbc.sql(SUMS + which)
        .param("controls", CONTROLS)
        .param("spaces", " ".repeat(CONTROLS.length()))
        .param("id", id)
        .param("limit", limit)
        .query(ConversationSum.class)
        .list();
  }
}
