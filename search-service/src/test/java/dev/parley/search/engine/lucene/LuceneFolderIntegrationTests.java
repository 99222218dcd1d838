package dev.parley.search.engine.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.search.engine.Criterion;
import dev.parley.search.engine.Match;
import dev.parley.search.engine.Order;
import dev.parley.search.engine.Question;
import dev.parley.search.engine.Tables;
import dev.parley.search.engine.Window;
import dev.parley.testing.Patience;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** What happens to an index between two lives of an instance. */
class LuceneFolderIntegrationTests {
  private static final Tables TABLES = Tables.fresh("search_folder");

  @TempDir Path folder;

  /** What has changed in the tables without a new position nobody reads but who begins anew. */
  @Test
  void aRestartGoesOnFromWhereItWas() {
    UUID room = TABLES.conversation("restart");
    UUID before = TABLES.message(room, "restarted").write();
    try (LuceneEngine engine = started()) {
      assertThat(found(engine, room, "restart")).containsExactlyInAnyOrder(room, before);
    }
    long covered = index().checkpoint().covered();
    assertThat(covered).isEqualTo(TABLES.position());
    TABLES
        .jdbc()
        .sql("UPDATE message SET content = 'unread', words = '' WHERE id = ?")
        .param(before)
        .update();

    UUID after = TABLES.message(room, "restarted").write();
    try (LuceneEngine engine = started()) {
      assertThat(found(engine, room, "restart")).containsExactlyInAnyOrder(room, before, after);
    }
  }

  @Test
  void aLostOrBrokenIndexIsFilledFromTheTables() throws IOException {
    UUID room = TABLES.conversation("broken");
    UUID message = TABLES.message(room, "broken").write();
    started().close();

    try (Stream<Path> files = Files.list(answering())) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("segments")).toList()) {
        Files.writeString(file, "not an index");
      }
    }
    try (LuceneEngine engine = started()) {
      assertThat(found(engine, room, "broken")).containsExactlyInAnyOrder(room, message);
    }

    FileSystemUtils.deleteRecursively(folder.resolve("0"));
    try (LuceneEngine engine = started()) {
      assertThat(found(engine, room, "broken")).containsExactlyInAnyOrder(room, message);
    }
  }

  /** A copy of the files at any moment is what a power failure leaves. */
  @Test
  void aCrashAtAnyMomentLeavesAnIndexThatGoesOn() throws IOException {
    UUID room = TABLES.conversation("crash");
    Set<UUID> written = new HashSet<>(Set.of(room));
    try (Generations engine = opened()) {
      Generation answering = engine.answering();
      for (int crash = 0; crash < 5; crash++) {
        long committed = 0;
        for (int i = 0; i < 40; i++) {
          written.add(TABLES.message(room, "crashed").write());
          answering.follower().wake();
          if (i % 10 == 5) {
            committed = answering.index().checkpoint().covered();
            answering.index().commit();
          }
        }
        Path left = folder.resolveSibling(folder.getFileName() + "-" + crash);
        // no commit meanwhile: a copy takes longer than a moment
        synchronized (answering.index()) {
          copy(folder.resolve("0"), left.resolve("0"));
        }
        assertThat(covered(answering(left))).isPositive().isGreaterThanOrEqualTo(committed);
        try (LuceneEngine later = started(left)) {
          assertThat(found(later, room, "crash")).isEqualTo(written);
        }
        FileSystemUtils.deleteRecursively(left);
      }
    }
  }

  @Test
  void aRebuildThatWasEndedGoesOnAndThenAnswers() {
    UUID room = TABLES.conversation("rebuilding");
    UUID message = TABLES.message(room, "rebuilding").write();
    started().close();
    Path before = answering();
    int number = rebuild();
    started().close();

    try (LuceneEngine engine = started()) {
      Patience.await()
          .untilAsserted(
              () -> {
                assertThat(folder.resolve("0/answering")).hasContent(Integer.toString(number));
                assertThat(before).doesNotExist();
              });
      assertThat(found(engine, room, "rebuild")).containsExactlyInAnyOrder(room, message);
    }
    assertThat(state(number)).isEqualTo("done");
  }

  @Test
  void anIndexThatDiffersFromTheTablesDoesNotAnswer() {
    UUID room = TABLES.conversation("differing");
    UUID lost = TABLES.message(room, "lost").write();
    try (LuceneEngine engine = started()) {
      Path before = answering();
      // where nobody looks for what is new
      TABLES.jdbc().sql("UPDATE message SET position = -1 WHERE id = ?").param(lost).update();
      int number = rebuild();

      Patience.await().untilAsserted(() -> assertThat(state(number)).isEqualTo("failed"));
      assertThat(answering()).isEqualTo(before);
      assertThat(found(engine, room, "lost")).containsExactly(lost);
    } finally {
      TABLES.jdbc().sql("DELETE FROM message WHERE id = ?").param(lost).update();
    }
  }

  /** Whoever has just found something finds it again in the index that answers next. */
  @Test
  void anIndexThatTakesOverIsAsFarAsTheOneBefore() {
    UUID room = TABLES.conversation("taking over");
    try (LuceneEngine engine = started()) {
      Path before = answering();
      rebuild();
      long shown = 0;
      long end = System.nanoTime() + Patience.BOUND.toNanos();
      while (Files.exists(before) && System.nanoTime() < end) {
        TABLES.message(room, "written meanwhile").write();
        engine.wake();
        long written = TABLES.position();
        while (shown < written && System.nanoTime() < end) {
          long now = engine.freshness().position();
          assertThat(now).isGreaterThanOrEqualTo(shown);
          shown = now;
        }
      }
      assertThat(before).doesNotExist();
    }
  }

  @Test
  void twoInstancesShareAFolder() {
    UUID room = TABLES.conversation("shared");
    try (LuceneEngine one = started();
        LuceneEngine other = started()) {
      assertThat(found(one, room, "share")).containsExactly(room);
      assertThat(found(other, room, "share")).containsExactly(room);
    }
  }

  private static int rebuild() {
    return TABLES
        .jdbc()
        .sql("INSERT INTO rebuild DEFAULT VALUES RETURNING number")
        .query(Integer.class)
        .single();
  }

  private static String state(int number) {
    return TABLES
        .jdbc()
        .sql("SELECT max(state) FROM rebuild_state WHERE number = ?")
        .param(number)
        .query(String.class)
        .optional()
        .orElse("unknown");
  }

  private LuceneEngine started() {
    return started(folder);
  }

  private static LuceneEngine started(Path folder) {
    LuceneEngine engine = new LuceneEngine(folder.toString(), Tables.ANALYSIS, TABLES.jdbc());
    engine.start();
    long written = TABLES.position();
    Patience.await()
        .untilAsserted(
            () -> assertThat(engine.freshness().position()).isGreaterThanOrEqualTo(written));
    return engine;
  }

  /** Without what repairs it: what the last commit says of itself. */
  private static long covered(Path index) throws IOException {
    try (Directory directory = FSDirectory.open(index);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      Map<String, String> data = reader.getIndexCommit().getUserData();
      return Checkpoint.read(data, Tables.ANALYSIS.toString()).orElseThrow().covered();
    }
  }

  /** One whose commits are made from here as well. */
  private Generations opened() throws IOException {
    Generations engine = Generations.open(folder.resolve("0"), Tables.ANALYSIS, TABLES.jdbc());
    engine.start();
    Patience.await()
        .untilAsserted(() -> assertThat(engine.answering().follower().caughtUp()).isTrue());
    return engine;
  }

  private Path answering() {
    return answering(folder);
  }

  private static Path answering(Path folder) {
    try {
      return folder.resolve("0").resolve(Files.readString(folder.resolve("0/answering")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private LuceneIndex index() {
    try (LuceneIndex index = LuceneIndex.open(answering(), Tables.ANALYSIS)) {
      return index;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<UUID> found(LuceneEngine engine, UUID room, String term) {
    Question question =
        new Question(
            new Criterion.Terms(Set.of(term)),
            TABLES.readerOf(room),
            Order.NEWEST,
            1_000,
            null,
            Window.ALL,
            Set.of());
    Set<UUID> ids = new HashSet<>();
    engine.find(question).matches().stream().map(Match::id).forEach(ids::add);
    return ids;
  }

  /** What a merge takes away meanwhile was not needed by the last commit. */
  private static void copy(Path from, Path to) throws IOException {
    List<Path> all = new ArrayList<>();
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            all.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    // commits first: what they name is written before them and stays while they are the newest
    for (Path file : all.stream().sorted().toList().reversed()) {
      Path target = to.resolve(from.relativize(file).toString());
      if (Files.isRegularFile(file)) {
        Files.createDirectories(target.getParent());
        try {
          Files.copy(file, target);
        } catch (NoSuchFileException _) {
          // gone since
        }
      }
    }
  }
}
