package dev.parley.search.engine;

import static dev.parley.search.engine.Asked.question;
import static dev.parley.search.engine.Asked.row;
import static dev.parley.search.engine.Asked.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.search.access.Reach;
import dev.parley.search.engine.Found.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Order, pages and counts. */
interface PagingContract extends EngineUnderTest {

  @Test
  default void theBestComeFirstAndOfEqualsTheNewer() {
    UUID room = tables().conversation("zebra");
    UUID old = tables().message(room, "zebra").at("2016-01-01T00:00:00Z").write();
    UUID first = write(room, "zebra here");
    UUID second = write(room, "zebra here");
    UUID strong = write(room, "zebra zebra zebra");
    Reach reader = tables().readerOf(room);

    assertThat(ids(terms("zebra"), reader)).containsExactly(room, strong, second, first, old);
    assertThat(engine().find(question(terms("zebra"), reader, Order.NEWEST, 10)).matches())
        .extracting(Match::id)
        .containsExactly(strong, second, first, room, old);
  }

  @Test
  default void pagesHoldTogetherInBothOrders() {
    UUID room = tables().conversation("leaves");
    List<UUID> written = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      var message = tables().message(room, "page " + "filler ".repeat(i % 4));
      written.add((i % 3 == 0 ? message.at("2026-01-01T00:00:00Z") : message).write());
    }
    Reach reader = tables().readerOf(room);

    for (Order order : Order.values()) {
      assertThat(walked(reader, order, 7))
          .as("%s", order)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(written);
    }
  }

  /** Beyond what is ranked against each other, and with many that were written at once. */
  @Test
  default void pagesGoOnToTheLast() {
    UUID room = tables().conversation("depths");
    List<UUID> written = tables().messages(room, "page of many", 12_000);
    Reach reader = tables().readerOf(room);

    for (Order order : Order.values()) {
      assertThat(walked(reader, order, 100))
          .as("%s", order)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(written);
    }
  }

  private List<UUID> walked(Reach reader, Order order, int limit) {
    List<UUID> seen = new ArrayList<>();
    Match after = null;
    Window window = Window.ALL;
    while (true) {
      Found found =
          engine().find(new Question(terms("page"), reader, order, limit, after, window, Set.of()));
      found.matches().stream().limit(limit).map(Match::id).forEach(seen::add);
      if (order == Order.RELEVANCE && after == null) {
        window = found.window();
      }
      if (found.matches().size() > limit) {
        after = found.matches().get(limit - 1);
      } else if (order == Order.RELEVANCE && window.oldest() != null) {
        window = window.before();
        after = null;
      } else {
        return seen;
      }
    }
  }

  @Test
  default void countsUpToABound() {
    UUID room = tables().conversation("counting");
    for (int i = 0; i < 30; i++) {
      write(room, "counted");
    }
    Reach reader = tables().readerOf(room);

    Found found = engine().find(question(terms("count"), reader, Order.NEWEST, 5));
    assertThat(found.matches()).hasSize(6);
    assertThat(found.total()).isEqualTo(31);
    assertThat(found.more()).isFalse();
  }

  @Test
  default void countsByFacets() {
    UUID room = tables().conversation("facets", "loom", "slack");
    UUID other = tables().conversation("else");
    tables().message(room, "counted by").tagged("x").at("2026-01-31T23:59:59Z").write();
    tables().message(room, "counted by").tagged("x", "y").by("bob").write();
    tables().message(other, "counted by").as("assistant").at("2026-02-01T00:00:00Z").write();
    Reach reader = tables().readerOf(room, other);

    Found found =
        engine()
            .find(
                new Question(
                    row("count", "by"),
                    reader,
                    Order.RELEVANCE,
                    1,
                    null,
                    Window.ALL,
                    Set.of(Facet.values())));

    assertThat(found.facets())
        .containsEntry(Facet.PROJECT, List.of(new Count(Tables.id("loom").toString(), 2)))
        .containsEntry(Facet.SOURCE, List.of(new Count("slack", 2)))
        .containsEntry(Facet.TAG, List.of(new Count("x", 2), new Count("y", 1)))
        .containsEntry(Facet.ROLE, List.of(new Count("user", 2), new Count("assistant", 1)))
        .containsEntry(
            Facet.MONTH,
            List.of(new Count("2026-01", 1), new Count("2026-02", 1), new Count("2026-11", 1)))
        .containsEntry(
            Facet.AUTHOR,
            List.of(
                new Count(Tables.id("ada").toString(), 2),
                new Count(Tables.id("bob").toString(), 1)));
  }
}
