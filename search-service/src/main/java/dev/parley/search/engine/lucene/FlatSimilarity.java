package dev.parley.search.engine.lucene;

import org.apache.lucene.index.FieldInvertState;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.util.SmallFloat;

/**
 * As BM25 does it, but for how rare a word is in the whole index: that changes with every write,
 * and pages would not hold together. Every part is between 0 and 1.
 */
final class FlatSimilarity extends Similarity {
  private static final float SATURATION = 1.2f;

  /** Terms in a usual message, stems included. */
  private static final float USUAL = 30;

  /** By the byte that a length is kept as. */
  private static final float[] DAMPING = new float[256];

  static {
    for (int i = 0; i < DAMPING.length; i++) {
      DAMPING[i] = SATURATION * (0.25f + 0.75f * SmallFloat.byte4ToInt((byte) i) / USUAL);
    }
  }

  @Override
  public long computeNorm(FieldInvertState state) {
    return SmallFloat.intToByte4(state.getLength());
  }

  @Override
  public SimScorer scorer(float boost, CollectionStatistics collection, TermStatistics... terms) {
    return new SimScorer() {
      @Override
      public float score(float freq, long norm) {
        return boost * freq / (freq + DAMPING[(byte) norm & 0xFF]);
      }
    };
  }
}
