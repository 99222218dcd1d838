package dev.parley.search.text;

import dev.parley.search.text.Token.Form;
import dev.parley.search.text.Words.Kind;
import dev.parley.search.text.Words.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tartarus.snowball.SnowballStemmer;

/**
 * From text to the terms that an index knows, the same for both engines and for what is marked in
 * an answer. A word is there as written and as its stem. A compound ({@code readTimeout}) is there
 * whole and in parts, one that is held together by signs ({@code read_timeout}) as its parts in a
 * row. Text without spaces is there by character and by pair.
 */
public final class Analysis {
  /** To be raised with any change of what comes out: rows of an older one are analysed again. */
  public static final int VERSION = 1;

  private static final int LONGEST = 100;
  private static final int READ_FOR_DETECTION = 60;

  private final List<Language> languages;

  /**
   * @param languages those that texts are in; the first is taken for what shows none of them
   */
  public Analysis(List<Language> languages) {
    this.languages = List.copyOf(languages);
  }

  /** What, besides the version, decides which terms there are. */
  @Override
  public String toString() {
    return languages.toString();
  }

  /** Of a text that is to be found. */
  public List<Token> of(String text) {
    List<Span> spans = Words.in(text);
    SnowballStemmer stemmer = detected(text, spans).newStemmer();
    List<Token> tokens = new ArrayList<>(spans.size() * 2);
    int position = 0;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (span.kind() == Kind.LETTERS) {
        position = addWord(tokens, text, span, position, stemmer);
      } else {
        add(tokens, text.substring(span.start(), span.end()), position, span, Form.WRITTEN);
        if (continues(spans, i)) {
          Span pair = new Span(span.start(), spans.get(i + 1).end(), span.kind());
          add(tokens, text.substring(pair.start(), pair.end()), position, pair, Form.WRITTEN);
        }
        position++;
      }
    }
    return tokens;
  }

  private int addWord(
      List<Token> tokens, String text, Span span, int position, SnowballStemmer stemmer) {
    List<Span> parts = Compound.parts(text, span);
    String whole = Folding.of(text.substring(span.start(), span.end()));
    add(tokens, whole, position, span, Form.WRITTEN);
    addStem(tokens, whole, position, span, stemmer);
    if (parts.size() == 1) {
      return position + 1;
    }
    int at = position;
    for (Span part : parts) {
      String word = Folding.of(text.substring(part.start(), part.end()));
      add(tokens, word, at, part, Form.DERIVED);
      addStem(tokens, word, at, part, stemmer);
      at++;
    }
    return at;
  }

  private static void addStem(
      List<Token> tokens, String word, int position, Span span, SnowballStemmer stemmer) {
    String stem = stem(word, stemmer);
    if (!stem.equals(word)) {
      add(tokens, stem, position, span, Form.DERIVED);
    }
  }

  private static void add(List<Token> tokens, String term, int position, Span span, Form form) {
    if (!term.isEmpty()) {
      tokens.add(new Token(cut(term), position, span.start(), span.end(), form));
    }
  }

  /**
   * Of something that is looked for: what has to stand in a row, each with the forms that will do.
   * Empty where there is no word in it.
   *
   * @param apart whether compounds are taken apart: {@code javaScript} is to find {@code java
   *     script}, and also {@code javascript}
   */
  public List<Set<String>> sought(String text, boolean apart) {
    List<Span> spans = Words.in(text);
    List<Set<String>> row = new ArrayList<>(spans.size());
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (span.kind() == Kind.LETTERS) {
        for (Span part : apart ? Compound.parts(text, span) : List.of(span)) {
          addForms(row, Folding.of(text.substring(part.start(), part.end())));
        }
      } else if (continues(spans, i)) {
        row.add(Set.of(text.substring(span.start(), spans.get(i + 1).end())));
      } else if (i == 0 || !continues(spans, i - 1)) {
        row.add(Set.of(text.substring(span.start(), span.end())));
      }
    }
    return row;
  }

  private void addForms(List<Set<String>> row, String word) {
    if (!word.isEmpty()) {
      row.add(forms(word));
    }
  }

  /** The forms of one word, already folded, in every language. */
  public Set<String> forms(String word) {
    Set<String> forms = new LinkedHashSet<>();
    for (Language language : languages) {
      forms.add(cut(stem(word, language.newStemmer())));
    }
    return forms;
  }

  /** The last word of a text, which may be unfinished: as it stands in the index, or begins to. */
  public String lastWord(String text) {
    List<Span> spans = Words.in(text);
    if (spans.isEmpty()) {
      return "";
    }
    Span last = spans.getLast();
    return folded(text.substring(last.start(), last.end()));
  }

  /** Where that begins. */
  public int lastWordStart(String text) {
    List<Span> spans = Words.in(text);
    return spans.isEmpty() ? text.length() : spans.getLast().start();
  }

  /** A word as it stands in the index, with nothing taken off. */
  public static String folded(String word) {
    return cut(Folding.of(word));
  }

  /** Whether the next word is the next character of a text without spaces. */
  private static boolean continues(List<Span> spans, int i) {
    return spans.get(i).kind() == Kind.IDEOGRAPH
        && i + 1 < spans.size()
        && spans.get(i + 1).kind() == Kind.IDEOGRAPH
        && spans.get(i + 1).start() == spans.get(i).end();
  }

  private Language detected(String text, List<Span> spans) {
    Language best = languages.getFirst();
    if (languages.size() == 1) {
      return best;
    }
    int most = 0;
    for (Language language : languages) {
      int seen = 0;
      for (Span span : spans.subList(0, Math.min(spans.size(), READ_FOR_DETECTION))) {
        String word = text.substring(span.start(), span.end()).toLowerCase(Locale.ROOT);
        seen += language.hasSmallWord(word) ? 1 : 0;
      }
      if (seen > most) {
        most = seen;
        best = language;
      }
    }
    return best;
  }

  private static String stem(String word, SnowballStemmer stemmer) {
    if (word.length() > LONGEST || Character.isDigit(word.charAt(0))) {
      return word;
    }
    stemmer.setCurrent(word);
    stemmer.stem();
    return stemmer.getCurrent();
  }

  private static String cut(String term) {
    if (term.length() <= LONGEST) {
      return term;
    }
    return term.substring(
        0, Character.isHighSurrogate(term.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
  }
}
