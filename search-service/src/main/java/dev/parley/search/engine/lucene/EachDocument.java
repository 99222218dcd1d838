package dev.parley.search.engine.lucene;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;

/** What is asked of each document that matches otherwise, by its values. */
abstract class EachDocument extends Query {
  /** Whether the document that the values stand at is one. */
  interface Test {
    boolean matches() throws IOException;
  }

  /**
   * @param values of the documents that may be
   */
  record Matching(DocIdSetIterator values, Test test) {}

  abstract Matching in(LeafReaderContext leaf) throws IOException;

  @Override
  public final Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        Matching matching = in(leaf);
        TwoPhaseIterator each =
            new TwoPhaseIterator(matching.values()) {
              @Override
              public boolean matches() throws IOException {
                return matching.test().matches();
              }

              @Override
              public float matchCost() {
                return 4;
              }
            };
        return new DefaultScorerSupplier(new ConstantScoreScorer(score(), mode, each));
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  @Override
  public final void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }
}
