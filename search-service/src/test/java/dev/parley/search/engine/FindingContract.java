package dev.parley.search.engine;

import static dev.parley.search.engine.Asked.all;
import static dev.parley.search.engine.Asked.any;
import static dev.parley.search.engine.Asked.containing;
import static dev.parley.search.engine.Asked.not;
import static dev.parley.search.engine.Asked.row;
import static dev.parley.search.engine.Asked.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.search.access.Conversations;
import dev.parley.search.access.Reach;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What words and filters find. */
interface FindingContract extends EngineUnderTest {

  @Test
  default void findsWordsRowsAndBeginnings() {
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

  /** However many and frequent they are. */
  @Test
  default void wordsOfOthersHideNoneThatBeginsAlike() {
    UUID others = tables().conversation("others");
    String many =
        IntStream.range(0, 100)
            .mapToObj(i -> "crowd" + Character.toString('a' + i / 26) + (char) ('a' + i % 26))
            .collect(Collectors.joining(" "));
    write(others, many);
    write(others, many);
    UUID room = tables().conversation("own");
    UUID mine = write(room, "crowdzz");

    assertThat(ids(new Criterion.Beginning("crowd"), tables().readerOf(room)))
        .containsExactly(mine);
  }

  @Test
  default void combinesWithAndOrAndNot() {
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
  default void comparesMetadataByContainment() {
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
  default void knowsWordsThatAreSpeltAlike() {
    UUID room = tables().conversation("spelling");
    write(room, "parliament parlance parquet");

    assertThat(engine().wordsLike("parlaiment", 2, 5)).contains("parliament");
    assertThat(engine().wordsLike("parqet", 1, 5)).contains("parquet");
    assertThat(engine().wordsLike("xylophone", 2, 5)).isEmpty();
  }

  @Test
  default void strangeTermsAreTermsAndNothingElse() {
    UUID room = tables().conversation("strange");
    Reach reader = tables().readerOf(room);
    for (String strange :
        List.of("'", "''", "\\", "a' | 'b", ":*", "x'); DROP TABLE message; --", "!", "🦓")) {
      assertThat(ids(terms(strange), reader)).isEmpty();
      assertThat(ids(new Criterion.Beginning(strange), reader)).isEmpty();
      assertThat(ids(row(strange, strange), reader)).isEmpty();
      assertThat(ids(new Criterion.Tagged(strange, Conversations.NONE), reader)).isEmpty();
      assertThat(engine().wordsLike(strange, 1, 3)).isNotNull();
    }
  }

  @Test
  default void followsEditsAndDeletions() {
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
}
