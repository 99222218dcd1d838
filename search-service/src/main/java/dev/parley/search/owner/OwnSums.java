package dev.parley.search.owner;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Conversations as the tables here have them, added up as chat-service adds up its own: of every
 * fact a line, of every line the first 64 bits of its MD5, and of those the exclusive or.
 */
@Component
class OwnSums {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  // what was never there, or is there no more, is left out
  private static final String SUMS =
      """
      SELECT c.id,
             (SELECT count(*) FROM message m
               WHERE m.conversation_id = c.id AND NOT m.deleted) AS messages,
             (SELECT bit_xor(('x' || left(md5(translate(fact, :controls, :spaces)), 16))::bit(64)::bigint)
                FROM (SELECT concat_ws(' ', 'conversation', c.visibility, c.archived,
                                       coalesce(c.project_id::text, '-'), c.owner_id,
                                       coalesce(c.source, '-'), c.title) AS fact
                      UNION ALL
                      SELECT CASE WHEN m.deleted THEN concat_ws(' ', 'gone', m.id)
                                  ELSE concat_ws(' ', 'message', m.id, m.seq, m.version, m.content)
                             END
                        FROM message m WHERE m.conversation_id = c.id
                      UNION ALL
                      SELECT concat_ws(' ', 'member', p.user_id)
                        FROM conversation_member p WHERE p.conversation_id = c.id
                      UNION ALL
                      SELECT concat_ws(' ', 'tag', c.id, t) FROM unnest(c.tags) t
                      UNION ALL
                      SELECT concat_ws(' ', 'tag', m.id, t)
                        FROM message m, unnest(m.tags) t
                       WHERE m.conversation_id = c.id AND m.tags <> '{}'
                      UNION ALL
                      SELECT concat_ws(' ', 'note', n.id, n.content)
                        FROM annotation n WHERE n.subject_id = c.id
                      UNION ALL
                      SELECT concat_ws(' ', 'note', n.id, n.content)
                        FROM message m JOIN annotation n ON n.subject_id = m.id
                       WHERE m.conversation_id = c.id) facts) AS sum
        FROM conversation c
       WHERE (c.title IS NOT NULL
              OR EXISTS (SELECT FROM message m WHERE m.conversation_id = c.id AND NOT m.deleted)
              OR EXISTS (SELECT FROM conversation_member p WHERE p.conversation_id = c.id))
      """;

  /** All that a text may hold of them: not everybody keeps them. */
  private static final String CONTROLS = controls();

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  OwnSums(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    transaction = new TransactionTemplate(transactions);
    transaction.setReadOnly(true);
  }

  private static String controls() {
    StringBuilder all = new StringBuilder("\u007f");
    for (char c = 1; c < ' '; c++) {
      all.append(c);
    }
    return all.toString();
  }

  List<Sum> between(UUID after, UUID upTo) {
    return sums(" AND c.id > :after AND c.id <= :up_to", Map.of("after", after, "up_to", upTo));
  }

  Optional<Sum> of(UUID id) {
    return sums(" AND c.id = :id", Map.of("id", id)).stream().findFirst();
  }

  private List<Sum> sums(String which, Map<String, UUID> ids) {
    List<Sum> sums = transaction.execute(_ -> read(which, ids));
    return sums == null ? List.of() : sums;
  }

  private List<Sum> read(String which, Map<String, UUID> ids) {
    jdbc.sql("SET LOCAL statement_timeout = " + LONGEST.toMillis()).update();
    return jdbc.sql(SUMS + which)
        .param("controls", CONTROLS)
        .param("spaces", " ".repeat(CONTROLS.length()))
        .params(ids)
        .query(Sum.class)
        .list();
  }
}
