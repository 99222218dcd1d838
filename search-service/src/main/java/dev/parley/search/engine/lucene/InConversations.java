package dev.parley.search.engine.lucene;

import java.io.IOException;
import java.util.BitSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;

/** That a document is of one of these conversations: a bit looked up for each that matches. */
final class InConversations extends EachDocument {
  private final BitSet numbers;

  InConversations(BitSet numbers) {
    this.numbers = numbers;
  }

  @Override
  Matching in(LeafReaderContext leaf) throws IOException {
    NumericDocValues values = DocValues.getNumeric(leaf.reader(), Fields.NUMBER);
    return new Matching(values, () -> numbers.get((int) values.longValue()));
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
