package dev.parley.search.engine.lucene;

import dev.parley.search.text.Analysis;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * An index and what keeps it as the tables are. It is numbered by the rebuild that asked for it;
 * the first one is 0.
 */
final class Generation implements AutoCloseable {
  private final int number;
  private final Path path;
  private final LuceneIndex index;
  private final Follower follower;
  private final Committer committer;
  private final Thread following;
  private final Thread committing;

  private Generation(int number, Path path, LuceneIndex index, Follower follower) {
    this.number = number;
    this.path = path;
    this.index = index;
    this.follower = follower;
    committer = new Committer(index);
    following = Thread.ofPlatform().name("search-index-" + number).unstarted(follower);
    committing = Thread.ofPlatform().name("search-commit-" + number).unstarted(committer);
  }

  /** Goes on with what is there. */
  static Generation open(Path folder, int number, Analysis analysis, Rows rows) throws IOException {
    Path path = folder.resolve(Integer.toString(number));
    LuceneIndex index = LuceneIndex.open(path, analysis);
    return new Generation(number, path, index, new Follower(index, rows));
  }

  void start() {
    following.start();
    committing.start();
  }

  int number() {
    return number;
  }

  LuceneIndex index() {
    return index;
  }

  Follower follower() {
    return follower;
  }

  void delete() throws IOException {
    close();
    FileSystemUtils.deleteRecursively(path);
  }

  /** It answers on, and with nothing that it does not have by now. */
  void standStill() {
    follower.stop();
    join(following);
  }

  @Override
  public void close() throws IOException {
    standStill();
    committer.stop();
    join(committing);
    index.close();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
