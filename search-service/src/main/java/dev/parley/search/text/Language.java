package dev.parley.search.text;

import java.util.function.Supplier;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;

/**
 * A language whose endings are known. Its small words are not left out, they tell it from others.
 */
public enum Language {
  ENGLISH(EnglishStemmer::new, EnglishAnalyzer::getDefaultStopSet),
  GERMAN(GermanStemmer::new, GermanAnalyzer::getDefaultStopSet),
  FRENCH(FrenchStemmer::new, FrenchAnalyzer::getDefaultStopSet),
  SPANISH(SpanishStemmer::new, SpanishAnalyzer::getDefaultStopSet),
  ITALIAN(ItalianStemmer::new, ItalianAnalyzer::getDefaultStopSet),
  PORTUGUESE(PortugueseStemmer::new, PortugueseAnalyzer::getDefaultStopSet),
  DUTCH(DutchStemmer::new, DutchAnalyzer::getDefaultStopSet),
  SWEDISH(SwedishStemmer::new, SwedishAnalyzer::getDefaultStopSet),
  DANISH(DanishStemmer::new, DanishAnalyzer::getDefaultStopSet),
  NORWEGIAN(NorwegianStemmer::new, NorwegianAnalyzer::getDefaultStopSet),
  FINNISH(FinnishStemmer::new, FinnishAnalyzer::getDefaultStopSet),
  RUSSIAN(RussianStemmer::new, RussianAnalyzer::getDefaultStopSet);

  // both are only ever read
  @SuppressWarnings("ImmutableEnumChecker")
  private final Supplier<? extends SnowballStemmer> stemmer;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Supplier<CharArraySet> smallWords;

  Language(Supplier<? extends SnowballStemmer> stemmer, Supplier<CharArraySet> smallWords) {
    this.stemmer = stemmer;
    this.smallWords = smallWords;
  }

  /** For one thread. */
  SnowballStemmer newStemmer() {
    return stemmer.get();
  }

  boolean hasSmallWord(String lowerCase) {
    return smallWords.get().contains(lowerCase);
  }
}
