package dev.parley.search.engine.lucene;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** The words of an index. */
final class Lexicon {
  /** So many are looked at in each segment; who types two letters of a common beginning hits it. */
  private static final int LOOKED_AT = 5_000;

  private final IndexReader reader;

  Lexicon(IndexReader reader) {
    this.reader = reader;
  }

  /** The most frequent first. */
  List<String> beginningWith(String prefix, int limit) throws IOException {
    Map<String, Integer> frequency = new HashMap<>();
    BytesRef beginning = new BytesRef(prefix);
    for (LeafReaderContext leaf : reader.leaves()) {
      Terms terms = leaf.reader().terms(Fields.TEXT);
      if (terms == null) {
        continue;
      }
      TermsEnum words = terms.iterator();
      int seen = 0;
      for (BytesRef word =
              words.seekCeil(beginning) == TermsEnum.SeekStatus.END ? null : words.term();
          word != null && StringHelper.startsWith(word, beginning) && seen++ < LOOKED_AT;
          word = words.next()) {
        frequency.merge(word.utf8ToString(), words.docFreq(), Integer::sum);
      }
    }
    return frequency.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The closest first, of those the most frequent. */
  List<String> like(String word, int distance, int limit) throws IOException {
    record Like(float closeness, int frequency) {}
    // of all segments together: what is alike is worked out once, which is what takes long
    Terms terms = MultiTerms.getTerms(reader, Fields.TEXT);
    if (terms == null) {
      return List.of();
    }
    Map<String, Like> found = new HashMap<>();
    FuzzyTermsEnum similar =
        new FuzzyTermsEnum(terms, new Term(Fields.TEXT, word), distance, 0, true);
    for (BytesRef other = similar.next(); other != null; other = similar.next()) {
      found.put(other.utf8ToString(), new Like(similar.getBoost(), similar.docFreq()));
    }
    found.remove(word);
    return found.entrySet().stream()
        .sorted(
            Map.Entry.comparingByValue(
                Comparator.comparingDouble(Like::closeness)
                    .thenComparingInt(Like::frequency)
                    .reversed()))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }
}
