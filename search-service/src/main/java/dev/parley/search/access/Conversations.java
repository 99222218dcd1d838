package dev.parley.search.access;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Some of the conversations. Nobody changes the bits.
 *
 * @param numbers of all of them
 * @param few their ids where they are not many, else null
 */
public record Conversations(BitSet numbers, @Nullable List<UUID> few) {
  public static final Conversations NONE = new Conversations(new BitSet(), List.of());

  /** So many can be named one by one in a statement; knowing them makes for better plans. */
  private static final int FEW = 1_000;

  /** What a statement says, of {@code id} and {@code number}. */
  public static Conversations in(JdbcClient.StatementSpec statement) {
    List<UUID> ids = new ArrayList<>();
    BitSet numbers = new BitSet();
    statement.query(
        row -> {
          if (ids.size() <= FEW) {
            ids.add(row.getObject("id", UUID.class));
          }
          numbers.set(row.getInt("number"));
        });
    return new Conversations(numbers, ids.size() > FEW ? null : List.copyOf(ids));
  }

  int bytes() {
    return numbers.size() / 8 + (few == null ? 0 : few.size() * 24);
  }
}
