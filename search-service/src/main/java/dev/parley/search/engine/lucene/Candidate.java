package dev.parley.search.engine.lucene;

import dev.parley.search.engine.Match;
import java.io.IOException;
import java.time.Instant;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.BytesRef;

/**
 * A document that matches.
 *
 * @param rank what it is sorted by
 */
record Candidate(LeafReaderContext leaf, int doc, long created, double rank) {

  Match read() throws IOException {
    BinaryDocValues refs = DocValues.getBinary(leaf.reader(), Fields.REF);
    refs.advanceExact(doc);
    BytesRef ref = refs.binaryValue();
    return new Match(Documents.kind(ref), Documents.id(ref), rank, Instant.ofEpochMilli(created));
  }
}
