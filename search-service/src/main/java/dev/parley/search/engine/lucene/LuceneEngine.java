package dev.parley.search.engine.lucene;

import dev.parley.search.engine.Engine;
import dev.parley.search.engine.Found;
import dev.parley.search.engine.Freshness;
import dev.parley.search.engine.Question;
import dev.parley.search.text.Analysis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.lucene.store.AlreadyClosedException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds in an index of its own, which follows the tables. */
public final class LuceneEngine implements Engine, AutoCloseable {
  private final Folder folder;
  private final Generations generations;

  /**
   * @param path where instances keep their indexes; empty: in a folder that goes with this one
   */
  public LuceneEngine(String path, Analysis analysis, JdbcClient jdbc) {
    folder = Folder.claim(path);
    try {
      generations = Generations.open(folder.path(), analysis, jdbc);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void start() {
    generations.start();
  }

  /**
   * Whether it has been where the tables were, and goes on: until then it would miss what is old,
   * and what is new when its disk is full.
   */
  public boolean isFilled() {
    Generation answering = generations.answering();
    return answering.follower().caughtUp() && answering.index().isOpen();
  }

  /** Something has been written. */
  public void wake() {
    generations.answering().follower().wake();
  }

  @Override
  public String name() {
    return "lucene";
  }

  @Override
  public Freshness freshness() {
    return generations.answering().follower().freshness();
  }

  @Override
  public Found find(Question question) {
    try {
      return find(question, generations.answering());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that has been closed while it was asked has a successor. */
  private Found find(Question question, Generation asked) throws IOException {
    try {
      return asked.index().find(question);
    } catch (AlreadyClosedException e) {
      if (generations.answering() == asked) {
        throw e;
      }
      return find(question, generations.answering());
    }
  }

  @Override
  public List<String> wordsLike(String word, int distance, int limit) {
    try {
      return generations.answering().index().words(lexicon -> lexicon.like(word, distance, limit));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    generations.close();
    try {
      folder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
