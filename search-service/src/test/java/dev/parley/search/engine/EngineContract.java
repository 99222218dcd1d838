package dev.parley.search.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.search.access.Reach;
import dev.parley.search.engine.Found.Count;
import dev.parley.search.language.Query.Thing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every engine does. */
public abstract class EngineContract {
  private static final UUID NOBODY = new UUID(0, 1);

  protected abstract Tables tables();

  /** With everything in it that has been written. */
  protected abstract Engine engine();

  @Test
  void findsWordsRowsAndBeginnings() {
    UUID room = tables().conversation("animals");
    UUID brown = write(room, "The quick brown fox jumps");
    UUID quick = write(room, "A brown and quick fox sleeps");
    Reach reader = tables().readerOf(room);

    assertThat(ids(terms("fox"), reader)).containsExactlyInAnyOrder(brown, quick);
    assertThat(ids(all(terms("fox"), terms("sleep")), reader)).containsExactly(quick);
    assertThat(ids(terms("jump", "anim"), reader)).containsExactlyInAnyOrder(brown, room);
    assertThat(ids(row("quick", "brown"), reader)).containsExactly(brown);
    assertThat(ids(row("quick", "fox"), reader)).containsExactly(quick);
    assertThat(ids(new Criterion.Beginning("sle"), reader)).containsExactly(quick);
    assertThat(ids(new Criterion.Beginning("zzz"), reader)).isEmpty();
  }

  @Test
  void combinesWithAndOrAndNot() {
    UUID room = tables().conversation("combining");
    UUID a = write(room, "alpha");
    UUID b = tables().message(room, "beta").by("bob").write();
    UUID ab = tables().message(room, "alpha beta").by("bob").write();
    Reach reader = tables().readerOf(room);
    Criterion bob = new Criterion.By(Set.of(Tables.id("bob")));

    assertThat(ids(any(terms("alpha"), terms("beta")), reader)).containsExactlyInAnyOrder(a, b, ab);
    assertThat(ids(any(terms("alpha"), bob), reader)).containsExactlyInAnyOrder(a, b, ab);
    assertThat(ids(all(terms("alpha"), not(bob)), reader)).containsExactly(a);
    assertThat(ids(all(terms("alpha"), not(terms("beta"))), reader)).containsExactly(a);
    assertThat(ids(all(not(any(terms("alpha"), terms("beta")))), reader)).containsExactly(room);
    assertThat(ids(not(not(terms("alpha"))), reader)).containsExactlyInAnyOrder(a, ab);
    assertThat(ids(Criterion.EVERYTHING, reader)).containsExactlyInAnyOrder(a, b, ab, room);
    assertThat(ids(Criterion.NOTHING, reader)).isEmpty();
    assertThat(ids(any(terms("alpha"), Criterion.NOTHING), reader))
        .containsExactlyInAnyOrder(a, ab);
  }

  @Test
  void filters() {
    UUID room = tables().conversation("filtering", "loom", "slack");
    UUID other = tables().conversation("other");
    UUID a = tables().message(room, "see https://example.org").tagged("x", "y").write();
    UUID b = tables().message(room, "so `code` it is").as("assistant").write();
    UUID c = tables().message(other, "plan").by("bob").withFile("budget.pdf").write();
    UUID d = tables().message(other, "old").at("2020-02-02T02:02:02.020Z").write();
    Reach reader = tables().readerOf(room, other);

    assertThat(ids(new Criterion.InConversation(room), reader))
        .containsExactlyInAnyOrder(room, a, b);
    assertThat(ids(new Criterion.InProjects(Set.of(Tables.id("loom"))), reader))
        .containsExactlyInAnyOrder(room, a, b);
    assertThat(ids(new Criterion.InProjects(Set.of()), reader)).isEmpty();
    assertThat(ids(new Criterion.Source("slack"), reader)).containsExactlyInAnyOrder(room, a, b);
    assertThat(ids(new Criterion.By(Set.of(Tables.id("bob"), NOBODY)), reader)).containsExactly(c);
    assertThat(ids(new Criterion.By(Set.of()), reader)).isEmpty();
    assertThat(ids(new Criterion.Role("assistant"), reader)).containsExactly(b);
    assertThat(ids(new Criterion.Tagged("y", new BitSet()), reader)).containsExactly(a);
    assertThat(ids(new Criterion.Has(Thing.LINK), reader)).containsExactly(a);
    assertThat(ids(new Criterion.Has(Thing.CODE), reader)).containsExactly(b);
    assertThat(ids(new Criterion.Has(Thing.FILE), reader)).containsExactly(c);
    assertThat(ids(terms("budget"), reader)).containsExactly(c);
    assertThat(ids(row("plan", "budget"), reader)).isEmpty();
    assertThat(ids(new Criterion.OfKind(Kind.CONVERSATION), reader))
        .containsExactlyInAnyOrder(room, other);
    Instant moment = Instant.parse("2020-02-02T02:02:02.020Z");
    assertThat(ids(new Criterion.Before(moment), reader)).isEmpty();
    assertThat(ids(new Criterion.Before(moment.plusMillis(1)), reader)).containsExactly(d);
    assertThat(ids(new Criterion.From(moment), reader)).contains(d);
    assertThat(ids(new Criterion.From(moment.plusNanos(1_000)), reader)).doesNotContain(d);
  }

  @Test
  void whatIsTaggedAsAWholeIsTaggedInEachPart() {
    UUID room = tables().conversation("tagging");
    UUID other = tables().conversation("tagging too");
    UUID inside = write(room, "inside");
    UUID itself = tables().message(other, "itself").tagged("whole").write();
    write(other, "neither");
    tables().tag(room, "whole");
    Criterion tagged = new Criterion.Tagged("whole", tables().readerOf(room).numbers());

    assertThat(ids(tagged, tables().readerOf(room, other)))
        .containsExactlyInAnyOrder(room, inside, itself);
    assertThat(ids(tagged, tables().readerOf(other))).containsExactly(itself);
    assertThat(ids(all(terms("neither"), tagged), tables().readerOf(room, other))).isEmpty();
  }

  @Test
  void knowsWhatTheReaderHasRead() {
    UUID room = tables().conversation("read");
    UUID other = tables().conversation("never opened");
    UUID before = write(room, "before");
    Reach reader = tables().readerOf(room, other);
    Criterion unread = tables().readAllOf(room, reader);
    UUID after = write(room, "after");
    UUID elsewhere = write(other, "before");

    assertThat(ids(unread, reader)).containsExactlyInAnyOrder(after, elsewhere);
    assertThat(ids(all(terms("befor"), unread), reader)).containsExactly(elsewhere);
    assertThat(ids(all(terms("befor"), not(unread)), reader)).containsExactly(before);
  }

  @Test
  void comparesMetadataByContainment() {
    UUID room = tables().conversation("metadata");
    UUID a = tables().message(room, "a").with("{\"model\":\"o1\",\"n\":{\"x\":[1,2.50]}}").write();
    UUID b = tables().message(room, "b").with("{\"model\":\"o2\",\"n.x\":1,\"ok\":true}").write();
    Reach reader = tables().readerOf(room);

    assertThat(ids(containing("{\"model\":\"o1\"}"), reader)).containsExactly(a);
    assertThat(ids(containing("{\"n\":{\"x\":[2.5]}}"), reader)).containsExactly(a);
    assertThat(ids(containing("{\"n\":{}}"), reader)).containsExactly(a);
    assertThat(ids(containing("{\"n.x\":1}"), reader)).containsExactly(b);
    assertThat(ids(containing("{\"ok\":true}"), reader)).containsExactly(b);
    assertThat(ids(containing("{\"ok\":\"true\"}"), reader)).isEmpty();
    assertThat(ids(containing("{\"model\":\"o1\",\"ok\":true}"), reader)).isEmpty();
  }

  @Test
  void findsOnlyWhatMayBeRead() {
    UUID mine = tables().conversation("mine");
    UUID yours = tables().conversation("yours");
    UUID a = write(mine, "secret");
    UUID b = write(yours, "secret");

    assertThat(ids(terms("secret"), tables().readerOf(mine))).containsExactly(a);
    assertThat(ids(terms("secret"), tables().readerOf(yours))).containsExactly(b);
    assertThat(ids(terms("secret"), tables().readerOf())).isEmpty();
    assertThat(ids(all(not(terms("zzz"))), tables().readerOf())).isEmpty();
    assertThat(ids(new Criterion.InConversation(yours), tables().readerOf(mine))).isEmpty();
  }

  @Test
  void followsEditsAndDeletions() {
    UUID room = tables().conversation("changing");
    UUID edited = write(room, "before");
    UUID deleted = write(room, "before");
    Reach reader = tables().readerOf(room);
    assertThat(ids(terms("befor"), reader)).containsExactlyInAnyOrder(edited, deleted);

    tables().edit(edited, "afterwards");
    tables().delete(deleted);

    assertThat(ids(terms("befor"), reader)).isEmpty();
    assertThat(ids(terms("afterward"), reader)).containsExactly(edited);
  }

  @Test
  void theBestComeFirstAndOfEqualsTheNewer() {
    UUID room = tables().conversation("zebra");
    UUID old = tables().message(room, "zebra").at("2016-01-01T00:00:00Z").write();
    UUID first = write(room, "zebra here");
    UUID second = write(room, "zebra here");
    UUID strong = write(room, "zebra zebra zebra");
    Reach reader = tables().readerOf(room);

    assertThat(ids(terms("zebra"), reader)).containsExactly(room, strong, second, first, old);
    assertThat(
            engine().find(question(terms("zebra"), reader, Order.NEWEST, 10, null, null)).matches())
        .extracting(Match::id)
        .containsExactly(strong, second, first, room, old);
  }

  @Test
  void pagesHoldTogetherInBothOrders() {
    UUID room = tables().conversation("leaves");
    List<UUID> written = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      var message = tables().message(room, "page " + "filler ".repeat(i % 4));
      written.add((i % 3 == 0 ? message.at("2026-01-01T00:00:00Z") : message).write());
    }
    Reach reader = tables().readerOf(room);

    for (Order order : Order.values()) {
      List<UUID> seen = new ArrayList<>();
      Match after = null;
      Instant newest = null;
      Found found;
      do {
        found = engine().find(question(terms("page"), reader, order, 7, after, newest));
        List<Match> page = found.matches().subList(0, Math.min(7, found.matches().size()));
        page.forEach(match -> seen.add(match.id()));
        after = page.getLast();
        newest = newest == null && order == Order.RELEVANCE ? found.newest() : newest;
      } while (found.matches().size() > 7);
      assertThat(seen)
          .as("%s", order)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(written);
    }
  }

  @Test
  void countsUpToABound() {
    UUID room = tables().conversation("counting");
    for (int i = 0; i < 30; i++) {
      write(room, "counted");
    }
    Reach reader = tables().readerOf(room);

    Found found = engine().find(question(terms("count"), reader, Order.NEWEST, 5, null, null));
    assertThat(found.matches()).hasSize(6);
    assertThat(found.total()).isEqualTo(31);
    assertThat(found.more()).isFalse();
  }

  @Test
  void countsByFacets() {
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
                    null,
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

  @Test
  void knowsWordsThatBeginOrAreSpeltAlike() {
    UUID room = tables().conversation("spelling");
    write(room, "parliament parlance parquet");

    assertThat(engine().wordsBeginningWith("parl", 10)).contains("parliament", "parlance");
    assertThat(engine().wordsBeginningWith("parl%", 10)).isEmpty();
    assertThat(engine().wordsLike("parlaiment", 2, 5)).contains("parliament");
    assertThat(engine().wordsLike("parqet", 1, 5)).contains("parquet");
    assertThat(engine().wordsLike("xylophone", 2, 5)).isEmpty();
  }

  @Test
  void strangeTermsAreTermsAndNothingElse() {
    UUID room = tables().conversation("strange");
    Reach reader = tables().readerOf(room);
    for (String strange :
        List.of("'", "''", "\\", "a' | 'b", ":*", "x'); DROP TABLE message; --", "!", "🦓")) {
      assertThat(ids(terms(strange), reader)).isEmpty();
      assertThat(ids(new Criterion.Beginning(strange), reader)).isEmpty();
      assertThat(ids(row(strange, strange), reader)).isEmpty();
      assertThat(ids(new Criterion.Tagged(strange, new BitSet()), reader)).isEmpty();
      assertThat(engine().wordsLike(strange, 1, 3)).isNotNull();
    }
  }

  private UUID write(UUID room, String content) {
    return tables().message(room, content).write();
  }

  private List<UUID> ids(Criterion criterion, Reach reader) {
    return engine()
        .find(question(criterion, reader, Order.RELEVANCE, 50, null, null))
        .matches()
        .stream()
        .map(Match::id)
        .toList();
  }

  private static Question question(
      Criterion criterion,
      Reach reader,
      Order order,
      int limit,
      @Nullable Match after,
      @Nullable Instant newest) {
    return new Question(criterion, reader, order, limit, after, newest, Set.of());
  }

  private static Criterion terms(String... terms) {
    return new Criterion.Terms(Set.of(terms));
  }

  private static Criterion row(String... terms) {
    return new Criterion.Row(Arrays.stream(terms).map(Set::of).toList());
  }

  private static Criterion all(Criterion... parts) {
    return new Criterion.All(List.of(parts));
  }

  private static Criterion any(Criterion... parts) {
    return new Criterion.Any(List.of(parts));
  }

  private static Criterion not(Criterion part) {
    return new Criterion.Not(part);
  }

  private static Criterion containing(String json) {
    try {
      return new Criterion.Containing(Metadata.of(new ObjectMapper().readTree(json)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
