package dev.parley.search.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * Something that was found.
 *
 * @param rank greater is better; see {@link Ranking}
 */
public record Match(Kind kind, UUID id, double rank, Instant createdAt) {

  // ids as PostgreSQL compares them: byte by byte, without a sign
  private static final Comparator<UUID> BYTES =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  public static final Comparator<Match> NEWEST_FIRST =
      Comparator.comparing(Match::createdAt).thenComparing(Match::id, BYTES).reversed();

  public static final Comparator<Match> BEST_FIRST =
      Comparator.comparingDouble(Match::rank).reversed().thenComparing(NEWEST_FIRST);

  public static Comparator<Match> in(Order order) {
    return switch (order) {
      case RELEVANCE -> BEST_FIRST;
      case NEWEST -> NEWEST_FIRST;
    };
  }
}
