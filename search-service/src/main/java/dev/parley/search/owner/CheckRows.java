package dev.parley.search.owner;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How far the check of the newest rebuild is, which one instance at a time goes on with. */
@Component
class CheckRows {
  static final UUID LAST = new UUID(-1, -1);

  private static final String HOLD =
      """
      UPDATE rebuild SET held_by = :holder, held_until = now() + interval '2 minutes'
       WHERE number = (SELECT max(number) FROM rebuild) AND check_state = 'comparing'
         AND (held_by = :holder OR held_until < now())
      RETURNING number, checked_to
      """;
  private static final String SUSPECT =
      """
      INSERT INTO rebuild_suspect (number, conversation_id)
      SELECT :number, id FROM unnest(:ids::uuid[]) AS suspect(id)
      ON CONFLICT DO NOTHING
      """;
  private static final String SUSPECTED =
      """
      SELECT conversation_id AS id, since < now() - interval '1 second' AS due
        FROM rebuild_suspect WHERE number = :number ORDER BY since, conversation_id LIMIT 1
      """;
  private static final String ADVANCE =
      """
      UPDATE rebuild SET checked_to = :to, checked = checked + :some
       WHERE number = :number AND held_by = :holder AND checked_to = :from
      """;

  private final JdbcClient jdbc;
  private final UUID holder = UUID.randomUUID();

  CheckRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One that this instance goes on with for a while. */
  record Check(int number, UUID checkedTo) {
    boolean hasSeenAll() {
      return checkedTo.equals(LAST);
    }
  }

  /**
   * @param due whether events that were on their way here should have come
   */
  record Suspect(UUID id, boolean due) {}

  Optional<Check> hold() {
    return jdbc.sql(HOLD).param("holder", holder).query(Check.class).optional();
  }

  @Transactional
  public void advance(Check check, UUID to, int conversations, Collection<UUID> suspects) {
    int advanced =
        jdbc.sql(ADVANCE)
            .param("to", to)
            .param("some", conversations)
            .param("number", check.number())
            .param("holder", holder)
            .param("from", check.checkedTo())
            .update();
    // where it is no longer ours, another one has looked as well
    if (advanced > 0 && !suspects.isEmpty()) {
      jdbc.sql(SUSPECT)
          .param("number", check.number())
          .param("ids", suspects.stream().map(UUID::toString).toArray(String[]::new))
          .update();
    }
  }

  /** The one that has been one for longest. */
  Optional<Suspect> suspect(Check check) {
    return jdbc.sql(SUSPECTED).param("number", check.number()).query(Suspect.class).optional();
  }

  @Transactional
  public void settle(Check check, UUID suspect, Verdict verdict) {
    int settled =
        jdbc.sql("DELETE FROM rebuild_suspect WHERE number = ? AND conversation_id = ?")
            .params(check.number(), suspect)
            .update();
    if (settled > 0 && verdict != Verdict.SAME) {
      jdbc.sql("UPDATE rebuild SET differed = differed + 1, mended = mended + ? WHERE number = ?")
          .params(verdict == Verdict.MENDED ? 1 : 0, check.number())
          .update();
    }
  }

  void end(Check check) {
    jdbc.sql(
            "UPDATE rebuild SET check_state = CASE WHEN mended = differed THEN 'done' ELSE 'failed'"
                + " END WHERE number = ?")
        .param(check.number())
        .update();
  }

  enum Verdict {
    SAME,
    MENDED,
    /** Read again, and different all the same. */
    DIFFERENT
  }
}
