package dev.parley.search.engine;

import static dev.parley.search.engine.Asked.all;
import static dev.parley.search.engine.Asked.not;
import static dev.parley.search.engine.Asked.row;
import static dev.parley.search.engine.Asked.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.search.access.Conversations;
import dev.parley.search.access.Reach;
import dev.parley.search.language.Query.Thing;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is left by filters, and by who asks. */
interface NarrowingContract extends EngineUnderTest {
  UUID NOBODY = new UUID(0, 1);

  @Test
  default void filters() {
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
    assertThat(ids(new Criterion.Tagged("y", Conversations.NONE), reader)).containsExactly(a);
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
  default void whatIsTaggedAsAWholeIsTaggedInEachPart() {
    UUID room = tables().conversation("tagging");
    UUID other = tables().conversation("tagging too");
    UUID inside = write(room, "inside");
    UUID itself = tables().message(other, "itself").tagged("whole").write();
    write(other, "neither");
    tables().tag(room, "whole");
    Criterion tagged = new Criterion.Tagged("whole", tables().readerOf(room).conversations());

    assertThat(ids(tagged, tables().readerOf(room, other)))
        .containsExactlyInAnyOrder(room, inside, itself);
    assertThat(ids(tagged, tables().readerOf(other))).containsExactly(itself);
    assertThat(ids(all(terms("neither"), tagged), tables().readerOf(room, other))).isEmpty();
  }

  @Test
  default void knowsWhatTheReaderHasRead() {
    UUID room = tables().conversation("read");
    UUID other = tables().conversation("never opened");
    UUID before = write(room, "before");
    Reach reader = tables().readerOf(room, other);
    Criterion nothing = tables().readAllOf(room, reader, Conversations.NONE);
    assertThat(ids(nothing, reader)).isEmpty();

    Criterion unread = tables().readAllOf(room, reader, reader.conversations());
    UUID after = write(room, "after");
    UUID elsewhere = write(other, "before");

    assertThat(ids(unread, reader)).containsExactlyInAnyOrder(after, elsewhere);
    assertThat(ids(all(terms("befor"), unread), reader)).containsExactly(elsewhere);
    assertThat(ids(all(terms("befor"), not(unread)), reader)).containsExactly(before);
  }

  @Test
  default void findsOnlyWhatMayBeRead() {
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
}
