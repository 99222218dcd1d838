package dev.parley.search.engine.lucene;

import dev.parley.search.engine.Found;
import dev.parley.search.engine.Match;
import dev.parley.search.engine.Order;
import dev.parley.search.engine.Question;
import dev.parley.search.engine.Window;
import dev.parley.search.text.Analysis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A folder with an index, sorted newest first. What is written can be found after {@link #refresh}
 * and survives a crash from {@link #commit} on; between two commits a crash leaves the one before.
 */
final class LuceneIndex implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final double BUFFER_MB = 32;
  private static final Logger log = LoggerFactory.getLogger(LuceneIndex.class);

  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final Documents documents;
  private final String analysis;
  private volatile Checkpoint checkpoint;
  private volatile Checkpoint committed;

  /** What the next refresh makes findable. */
  private Checkpoint pending = Checkpoint.NOTHING;

  private LuceneIndex(Directory directory, Analysis analysis) throws IOException {
    this.directory = directory;
    this.analysis = analysis.toString();
    documents = new Documents(analysis);
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setIndexSort(new Sort(new SortField(Fields.CREATED, SortField.Type.LONG, true)))
            .setSimilarity(new FlatSimilarity())
            // merges neighbours, so that a segment is a stretch of time
            .setMergePolicy(new LogByteSizeMergePolicy())
            .setRAMBufferSizeMB(BUFFER_MB)
            // else each refresh and each commit waits for small segments to be merged: 500 ms at
            // most
            .setMaxFullFlushMergeWaitMillis(0)
            .setCommitOnClose(false);
    writer = new IndexWriter(directory, config);
    checkpoint = Checkpoint.read(committed(writer), this.analysis).orElse(Checkpoint.NOTHING);
    committed = checkpoint;
    searchers =
        new SearcherManager(
            writer,
            new SearcherFactory() {
              @Override
              public IndexSearcher newSearcher(IndexReader reader, IndexReader previous) {
                IndexSearcher searcher = new IndexSearcher(reader);
                searcher.setSimilarity(new FlatSimilarity());
                searcher.setQueryCache(null);
                return searcher;
              }
            });
  }

  /** What cannot be gone on with, for whatever reason, is begun anew. */
  static LuceneIndex open(Path folder, Analysis analysis) throws IOException {
    Directory directory = FSDirectory.open(folder);
    try {
      LuceneIndex index = new LuceneIndex(directory, analysis);
      if (!index.checkpoint.equals(Checkpoint.NOTHING) || index.writer.getDocStats().maxDoc == 0) {
        return index;
      }
      index.abandon();
    } catch (LockObtainFailedException e) {
      directory.close();
      throw e;
    } catch (IOException | RuntimeException e) {
      log.warn("the index in {} cannot be read and is filled anew: {}", folder, e.toString());
    }
    for (String file : directory.listAll()) {
      directory.deleteFile(file);
    }
    return new LuceneIndex(directory, analysis);
  }

  private static Map<String, String> committed(IndexWriter writer) {
    Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
    return data == null
        ? Map.of()
        : StreamSupport.stream(data.spliterator(), false)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether it goes on: what fails within Lucene, a full disk for instance, ends it. */
  boolean isOpen() {
    return writer.isOpen();
  }

  Checkpoint checkpoint() {
    return checkpoint;
  }

  /** For the one that writes. */
  void write(List<Row> rows, Checkpoint after) throws IOException {
    for (Row row : rows) {
      if (row.gone()) {
        writer.deleteDocuments(Documents.key(row.kind(), row.id()));
      } else {
        writer.updateDocument(Documents.key(row.kind(), row.id()), documents.of(row));
      }
    }
    pending = after;
  }

  void refresh() throws IOException {
    Checkpoint written = pending;
    searchers.maybeRefreshBlocking();
    if (!written.equals(Checkpoint.NOTHING)) {
      checkpoint = written;
    }
  }

  /**
   * By anybody, while another one writes: what is on disk may be ahead of its checkpoint, and is
   * then written once more.
   */
  synchronized void commit() throws IOException {
    Checkpoint reached = checkpoint;
    if (!reached.equals(committed)) {
      writer.setLiveCommitData(reached.written(analysis).entrySet());
      writer.commit();
      committed = reached;
    }
  }

  Found find(Question question) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      return find(searcher, question);
    } finally {
      searchers.release(searcher);
    }
  }

  private static Found find(IndexSearcher searcher, Question question) throws IOException {
    Query query = new Queries(searcher.getIndexReader()).of(question);
    boolean scored = question.order() == Order.RELEVANCE;
    boolean sampled = scored || !question.facets().isEmpty();
    Match after = question.after();
    Instant newest = after != null && !scored ? after.createdAt() : question.window().newest();
    Instant oldest = question.window().oldest();
    Newest.Gathered gathered =
        Newest.of(
            searcher,
            query,
            scored,
            sampled ? Question.SAMPLED : Math.max(Question.COUNTED, question.limit()) + 1,
            newest == null ? Long.MAX_VALUE : newest.toEpochMilli(),
            oldest == null ? Long.MIN_VALUE : oldest.toEpochMilli(),
            System.nanoTime() + DEADLINE.toNanos());
    List<Candidate> candidates = gathered.candidates();
    int count = candidates.size();
    return new Found(
        Page.of(candidates, question.order(), question.limit() + 1, after),
        Math.min(count, Question.COUNTED),
        gathered.more() || count > Question.COUNTED,
        count == 0
            ? Window.ALL
            : new Window(
                Instant.ofEpochMilli(candidates.getFirst().created()),
                gathered.more() ? Instant.ofEpochMilli(candidates.getLast().created()) : null),
        FacetCounts.of(question.facets(), candidates));
  }

  /** In which conversations it differs from the tables. */
  Set<Integer> differences(JdbcClient jdbc) throws IOException {
    long covered = checkpoint.covered();
    IndexSearcher searcher = searchers.acquire();
    try {
      return Comparison.differences(searcher.getIndexReader(), covered, jdbc);
    } finally {
      searchers.release(searcher);
    }
  }

  <T> T words(Words<T> work) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      return work.in(new Lexicon(searcher.getIndexReader()));
    } finally {
      searchers.release(searcher);
    }
  }

  interface Words<T> {
    T in(Lexicon lexicon) throws IOException;
  }

  private void abandon() throws IOException {
    searchers.close();
    writer.rollback();
  }

  @Override
  public void close() throws IOException {
    searchers.close();
    try {
      commit();
    } finally {
      writer.close();
      directory.close();
    }
  }
}
