package dev.parley.platform.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.platform.problem.ProblemException;
import dev.parley.testing.TestDatabase;
import dev.parley.testing.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Lists read from a real database, whatever happens to it meanwhile. */
class ListsIntegrationTests {

  private static final UUID ADA = UUID.randomUUID();
  private static final UUID BOB = UUID.randomUUID();
  private static final ListSql<Integer> NEWEST_FIRST =
      note("newest", ListOrder.descending(ListKey.time("n.at"), ListKey.number("n.id")));
  private static final ListSql<Integer> BY_NAME =
      note("named", ListOrder.ascending(ListKey.text("lower(n.name)"), ListKey.number("n.id")));

  private final CursorCodec cursors = new CursorCodec("0123456789abcdef0123456789abcdef");
  private JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource());
  private Lists lists = new Lists(jdbc, cursors, new Totals(Duration.ofHours(1), 10));

  private static ListSql<Integer> note(String name, ListOrder order) {
    return new ListSql<>(
        name, "SELECT n.id", "FROM note n", "n.owner = :user", order, (row, n) -> row.getInt(1));
  }

  @BeforeEach
  void createNotes() {
    TestDatabase database = TestServers.freshDatabase("lists");
    jdbc =
        JdbcClient.create(
            new DriverManagerDataSource(database.url(), database.user(), database.password()));
    lists = new Lists(jdbc, cursors, new Totals(Duration.ofHours(1), 10));
    jdbc.sql("CREATE TABLE note (id bigint, owner uuid, name text, at timestamptz)").update();
    for (int i = 1; i <= 20; i++) {
      // every four share their microsecond
      insert(i, ADA, i / 4);
    }
  }

  private void insert(int id, UUID owner, int microseconds) {
    jdbc.sql("INSERT INTO note VALUES (?, ?, ?, timestamptz '2026-01-01' + ? * interval '1 us')")
        .params(id, owner, id % 3 == 0 ? "b\u001f\u001e" + id % 2 : "A" + id % 2, microseconds)
        .update();
  }

  private void update(String sql) {
    jdbc.sql(sql).update();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 19, 20, 21})
  void everyEntryComesOnceInBothDirectionsInBothForms(int size) {
    for (ListSql<Integer> list : List.of(NEWEST_FIRST, BY_NAME)) {
      List<Integer> byNumber = new ArrayList<>();
      Page<Integer> page;
      int number = 1;
      do {
        page = page(list, number++, size);
        byNumber.addAll(page.items());
        assertThat(page.total()).isEqualTo(20);
      } while (page.hasNext());

      List<Integer> byCursor = walk(list, size, _ -> {});

      assertThat(byNumber).hasSize(20).doesNotHaveDuplicates();
      assertThat(byCursor).isEqualTo(byNumber);
      assertThat(walkBack(list, size)).isEqualTo(byNumber);
    }
  }

  @Test
  void whatIsTouchedMeanwhileCostsNobodyElseTheirPlace() {
    List<Integer> seen =
        walk(
            NEWEST_FIRST,
            3,
            stretch -> {
              int last = stretch.items().getLast();
              // the entry that the cursor stands on is gone, one ahead moves to the front, one
              // behind is gone, and there is news
              update("DELETE FROM note WHERE id = " + last);
              if (last == 18) {
                update("UPDATE note SET at = at + interval '1 day' WHERE id = 9");
                update("DELETE FROM note WHERE id = 20");
                insert(99, ADA, 500);
              }
            });

    assertThat(seen)
        .containsExactly(20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 8, 7, 6, 5, 4, 3, 2, 1);
  }

  @Test
  void newsIsAskedForFromWhereOneWas() {
    CursorPage<Integer> first = stretch(NEWEST_FIRST, 2, null, null);
    assertThat(first.hasPrev()).isFalse();

    CursorPage<Integer> none = stretch(NEWEST_FIRST, 2, null, first.prevCursor());
    assertThat(none.items()).isEmpty();
    assertThat(none.hasPrev()).isFalse();
    assertThat(none.hasNext()).isTrue();

    insert(21, ADA, 100);
    insert(22, ADA, 101);
    insert(23, ADA, 102);
    CursorPage<Integer> news = stretch(NEWEST_FIRST, 2, null, none.prevCursor());
    assertThat(news.items()).containsExactly(22, 21);
    assertThat(news.hasPrev()).isTrue();
    assertThat(stretch(NEWEST_FIRST, 2, null, news.prevCursor()).items()).containsExactly(23);
  }

  @Test
  void aCursorHoldsForOneListItsFiltersAndOneReader() {
    insert(50, BOB, 0);
    String cursor = stretch(NEWEST_FIRST, 2, null, null).nextCursor();
    var asked = new CursorRequest(2, cursor, null, null);
    assertThat(lists.read(NEWEST_FIRST.seenBy(ADA), asked).items()).containsExactly(18, 17);

    assertRefused(NEWEST_FIRST.seenBy(BOB), asked);
    assertRefused(BY_NAME.seenBy(ADA), asked);
    assertRefused(NEWEST_FIRST.seenBy(ADA).filter("name", "A1", "n.name = :name"), asked);
    assertRefused(NEWEST_FIRST.seenBy(ADA).with("unused", 1), asked);
    assertRefused(NEWEST_FIRST.seenBy(ADA), new CursorRequest(2, cursor + "A", null, null));
    assertRefused(NEWEST_FIRST.seenBy(ADA), new CursorRequest(2, null, "x", null));
  }

  @Test
  void aFilterWithoutAValueIsNone() {
    ListQuery<Integer> all = NEWEST_FIRST.seenBy(ADA).filter("name", null, "n.name = :name");
    ListQuery<Integer> some = NEWEST_FIRST.seenBy(ADA).filter("name", "A1", "n.name = :name");

    assertThat(lists.read(all, new PageRequest(1, 100)).items()).hasSize(20);
    assertThat(lists.read(some, new PageRequest(1, 100)).items()).hasSize(7);
  }

  @Test
  void totalsAreOldAtMostWhereOneIsInTheMiddle() {
    assertThat(page(NEWEST_FIRST, 1, 2).total()).isEqualTo(20);
    insert(21, ADA, 100);

    assertThat(page(NEWEST_FIRST, 1, 2).total()).as("remembered").isEqualTo(20);
    assertThat(page(NEWEST_FIRST, 1, 50).total()).as("all of it is there").isEqualTo(21);
    assertThat(page(NEWEST_FIRST, 3, 10).total()).as("the end is there").isEqualTo(21);
    assertThat(page(NEWEST_FIRST, 2, 10).hasNext()).as("never guessed").isTrue();
    assertThat(page(NEWEST_FIRST, 2, 10).total()).as("no less than is known").isEqualTo(21);
  }

  @Test
  void anOrderThatKnowsNoPlaceForAnEntryIsAFault() {
    update("UPDATE note SET name = NULL WHERE id = 7");

    assertThatThrownBy(() -> stretch(BY_NAME, 50, null, null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("named")
        .hasMessageContaining("lower(n.name)");
  }

  private List<Integer> walk(
      ListSql<Integer> list, int size, Consumer<CursorPage<Integer>> meanwhile) {
    List<Integer> seen = new ArrayList<>();
    CursorPage<Integer> stretch = stretch(list, size, null, null);
    seen.addAll(stretch.items());
    while (stretch.hasNext()) {
      meanwhile.accept(stretch);
      stretch = stretch(list, size, stretch.nextCursor(), null);
      assertThat(stretch.hasPrev()).isTrue();
      seen.addAll(stretch.items());
    }
    assertThat(stretch.nextCursor()).isNull();
    return seen;
  }

  private List<Integer> walkBack(ListSql<Integer> list, int size) {
    CursorPage<Integer> stretch = stretch(list, size, null, null);
    while (stretch.hasNext()) {
      stretch = stretch(list, size, stretch.nextCursor(), null);
    }
    List<Integer> seen = new ArrayList<>(stretch.items());
    while (stretch.hasPrev()) {
      stretch = stretch(list, size, null, stretch.prevCursor());
      assertThat(stretch.hasNext()).isTrue();
      seen.addAll(0, stretch.items());
    }
    return seen;
  }

  private Page<Integer> page(ListSql<Integer> list, int number, int size) {
    return (Page<Integer>) lists.read(list.seenBy(ADA), new PageRequest(number, size));
  }

  private CursorPage<Integer> stretch(
      ListSql<Integer> list, int size, @Nullable String before, @Nullable String after) {
    return (CursorPage<Integer>)
        lists.read(list.seenBy(ADA), new CursorRequest(size, before, after, null));
  }

  private void assertRefused(ListQuery<Integer> query, CursorRequest request) {
    assertThatThrownBy(() -> lists.read(query, request))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.code()).isEqualTo("cursor.invalid"));
  }
}
