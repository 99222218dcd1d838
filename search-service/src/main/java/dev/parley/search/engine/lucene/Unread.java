package dev.parley.search.engine.lucene;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;

/** That a document is a message beyond what somebody has read in its conversation. */
final class Unread extends EachDocument {
  private final Map<Integer, Long> marks;

  Unread(Map<Integer, Long> marks) {
    this.marks = marks;
  }

  @Override
  Matching in(LeafReaderContext leaf) throws IOException {
    NumericDocValues numbers = DocValues.getNumeric(leaf.reader(), Fields.NUMBER);
    // conversations have none
    NumericDocValues seqs = DocValues.getNumeric(leaf.reader(), Fields.SEQ);
    return new Matching(
        seqs,
        () ->
            numbers.advanceExact(seqs.docID())
                && seqs.longValue() > marks.getOrDefault((int) numbers.longValue(), 0L));
  }

  @Override
  public String toString(String field) {
    return "unread";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Unread query && query.marks.equals(marks);
  }

  @Override
  public int hashCode() {
    return marks.hashCode();
  }
}
