package dev.parley.search.engine.lucene;

import java.io.IOException;
import java.util.BitSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;

/** That a document is of one of these conversations: a bit looked up for each that matches. */
final class InConversations extends Query {
  private final BitSet numbers;

  InConversations(BitSet numbers) {
    this.numbers = numbers;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        NumericDocValues values = DocValues.getNumeric(leaf.reader(), Fields.NUMBER);
        TwoPhaseIterator matching =
            new TwoPhaseIterator(values) {
              @Override
              public boolean matches() throws IOException {
                return numbers.get((int) values.longValue());
              }

              @Override
              public float matchCost() {
                return 4;
              }
            };
        return new DefaultScorerSupplier(new ConstantScoreScorer(score(), mode, matching));
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "in " + numbers.cardinality() + " conversations";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InConversations query && query.numbers.equals(numbers);
  }

  @Override
  public int hashCode() {
    return numbers.hashCode();
  }
}
