package dev.parley.search.engine.lucene;

import dev.parley.search.engine.Engine;
import dev.parley.search.engine.Found;
import dev.parley.search.engine.Freshness;
import dev.parley.search.engine.Question;
import dev.parley.search.text.Analysis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds in an index of its own, which follows the tables. */
public final class LuceneEngine implements Engine, AutoCloseable {
  private final Folder folder;
  private final LuceneIndex index;
  private final Follower follower;
  private final Thread following;

  /**
   * @param path where instances keep their indexes; empty: in a folder that goes with this one
   */
  public LuceneEngine(String path, Analysis analysis, JdbcClient jdbc) {
    folder = Folder.claim(path);
    try {
      index = LuceneIndex.open(folder.path().resolve("index"), analysis);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    follower = new Follower(index, new Rows(jdbc));
    following = Thread.ofPlatform().name("search-index").unstarted(follower);
  }

  public void start() {
    following.start();
  }

  /**
   * Whether it has been where the tables were, and goes on: until then it would miss what is old,
   * and what is new when its disk is full.
   */
  public boolean isFilled() {
    return follower.caughtUp() && index.isOpen();
  }

  /** Something has been written. */
  public void wake() {
    follower.wake();
  }

  @Override
  public String name() {
    return "lucene";
  }

  @Override
  public Freshness freshness() {
    return follower.freshness();
  }

  @Override
  public Found find(Question question) {
    try {
      return index.find(question);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> wordsBeginningWith(String prefix, int limit) {
    try {
      return index.words(lexicon -> lexicon.beginningWith(prefix, limit));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> wordsLike(String word, int distance, int limit) {
    try {
      return index.words(lexicon -> lexicon.like(word, distance, limit));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    follower.stop();
    try {
      following.join();
      index.close();
      folder.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
