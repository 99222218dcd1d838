package dev.parley.search.engine.lucene;

import dev.parley.search.engine.Ranking;
import dev.parley.search.engine.TooSlowException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;

/**
 * Gathers the newest documents that match, so many and, of the last moment, all. Each segment is
 * sorted newest first, and those with the newest come first, so it soon stops, however many match.
 */
final class Newest {
  private static final int CHECKED_EVERY = 4_096;

  private final boolean scored;
  private final int most;
  private final long newest;
  private final long oldest;
  private final long deadline;
  private List<Candidate> found = new ArrayList<>();
  private boolean more;

  /**
   * @param newest none that is newer, in milliseconds
   * @param oldest none that is older
   * @param deadline by {@link System#nanoTime}
   */
  private Newest(boolean scored, int most, long newest, long oldest, long deadline) {
    this.scored = scored;
    this.most = most;
    this.newest = newest;
    this.oldest = oldest;
    this.deadline = deadline;
  }

  /**
   * @param candidates newest first
   * @param more whether there are more that match
   */
  record Gathered(List<Candidate> candidates, boolean more) {}

  static Gathered of(
      IndexSearcher searcher,
      Query query,
      boolean scored,
      int most,
      long newest,
      long oldest,
      long deadline)
      throws IOException {
    Newest gathering = new Newest(scored, most, newest, oldest, deadline);
    Weight weight =
        searcher.createWeight(
            searcher.rewrite(query), scored ? ScoreMode.COMPLETE : ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : newestFirst(searcher)) {
      gathering.gather(leaf, weight);
    }
    return new Gathered(gathering.found, gathering.more);
  }

  private static List<LeafReaderContext> newestFirst(IndexSearcher searcher) throws IOException {
    record Leaf(LeafReaderContext context, long newest) {}
    List<Leaf> leaves = new ArrayList<>();
    for (LeafReaderContext context : searcher.getLeafContexts()) {
      leaves.add(new Leaf(context, createdOf(context, 0)));
    }
    leaves.sort(Comparator.comparingLong(Leaf::newest).reversed());
    return leaves.stream().map(Leaf::context).toList();
  }

  private void gather(LeafReaderContext leaf, Weight weight) throws IOException {
    Scorer scorer = weight.scorer(leaf);
    if (scorer == null) {
      return;
    }
    long least = found.size() < most ? oldest : Math.max(oldest, found.getLast().created());
    NumericDocValues created = DocValues.getNumeric(leaf.reader(), Fields.CREATED);
    NumericDocValues kinds = DocValues.getNumeric(leaf.reader(), Fields.KIND);
    Bits live = leaf.reader().getLiveDocs();
    DocIdSetIterator matching = scorer.iterator();
    List<Candidate> own = new ArrayList<>();
    int seen = 0;
    for (int doc = matching.advance(firstNotAfter(leaf, newest));
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = matching.nextDoc()) {
      if (++seen % CHECKED_EVERY == 0 && System.nanoTime() - deadline > 0) {
        throw new TooSlowException();
      }
      if (live != null && !live.get(doc)) {
        continue;
      }
      created.advanceExact(doc);
      long time = created.longValue();
      if (time < least || (own.size() >= most && time < own.getLast().created())) {
        more = true;
        break;
      }
      own.add(new Candidate(leaf, doc, time, scored ? rank(scorer, kinds, doc, time) : 0));
    }
    found = merged(found, own);
  }

  private static double rank(Scorer scorer, NumericDocValues kinds, int doc, long created)
      throws IOException {
    kinds.advanceExact(doc);
    return Ranking.of(scorer.score(), Documents.kind(kinds.longValue()), created);
  }

  /** Both are newest first. */
  private List<Candidate> merged(List<Candidate> a, List<Candidate> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    List<Candidate> merged = new ArrayList<>(Math.min(most, a.size() + b.size()));
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      boolean first = j == b.size() || (i < a.size() && a.get(i).created() >= b.get(j).created());
      Candidate next = first ? a.get(i++) : b.get(j++);
      if (merged.size() >= most && next.created() < merged.getLast().created()) {
        more = true;
        break;
      }
      merged.add(next);
    }
    return merged;
  }

  /** The documents of a segment are sorted: the first one that is not newer is found by halving. */
  private static int firstNotAfter(LeafReaderContext leaf, long time) throws IOException {
    if (time == Long.MAX_VALUE) {
      return 0;
    }
    int low = 0;
    int high = leaf.reader().maxDoc();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (createdOf(leaf, middle) > time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static long createdOf(LeafReaderContext leaf, int doc) throws IOException {
    NumericDocValues created = DocValues.getNumeric(leaf.reader(), Fields.CREATED);
    return doc < leaf.reader().maxDoc() && created.advanceExact(doc)
        ? created.longValue()
        : Long.MIN_VALUE;
  }
}
