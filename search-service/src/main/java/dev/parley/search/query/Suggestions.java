package dev.parley.search.query;

import dev.parley.search.access.Reach;
import dev.parley.search.access.ReadableConversations;
import dev.parley.search.engine.Criterion;
import dev.parley.search.engine.Engine;
import dev.parley.search.engine.Kind;
import dev.parley.search.engine.Order;
import dev.parley.search.engine.Question;
import dev.parley.search.engine.TooSlowException;
import dev.parley.search.engine.Window;
import dev.parley.search.engines.Engines;
import dev.parley.search.query.Suggestion.About;
import dev.parley.search.text.Analysis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How what is being typed may go on: words and titles. A word is told only to those who may read
 * something that it stands in.
 */
@Component
class Suggestions {
  private static final int CANDIDATES = 24;
  private static final int WORDS = 8;
  private static final int TITLES = 5;

  private final Engines engines;
  private final ReadableConversations conversations;
  private final Analysis analysis;
  private final Hits hits;
  private final JdbcClient jdbc;

  Suggestions(
      Engines engines,
      ReadableConversations conversations,
      Analysis analysis,
      Hits hits,
      JdbcClient jdbc) {
    this.engines = engines;
    this.conversations = conversations;
    this.analysis = analysis;
    this.hits = hits;
    this.jdbc = jdbc;
  }

  List<Suggestion> of(String typed, UUID reader) {
    String last = analysis.lastWord(typed);
    if (last.isEmpty()) {
      return List.of();
    }
    Engine engine = engines.current();
    Reach readable = conversations.by(reader);
    try {
      List<Suggestion> all = new ArrayList<>(titles(engine, readable, last));
      String before = typed.substring(0, analysis.lastWordStart(typed));
      all.addAll(words(engine, readable, before, last));
      return all;
    } catch (TooSlowException _) {
      // who types on does not wait
      return List.of();
    }
  }

  private List<Suggestion> titles(Engine engine, Reach readable, String last) {
    Criterion wanted =
        new Criterion.All(
            List.of(new Criterion.OfKind(Kind.CONVERSATION), new Criterion.Beginning(last)));
    var found = engine.find(question(wanted, readable, TITLES));
    var matches = found.matches().subList(0, Math.min(TITLES, found.matches().size()));
    return hits.of(matches, Order.RELEVANCE, new Highlighter(analysis, wanted)).stream()
        .map(hit -> new Suggestion(About.CONVERSATION, hit.snippet(), hit.conversationId()))
        .toList();
  }

  private List<Suggestion> words(Engine engine, Reach readable, String before, String last) {
    List<String> candidates = known(engine.wordsBeginningWith(last, CANDIDATES));
    if (candidates.isEmpty() && last.length() >= 4) {
      candidates = known(engine.wordsLike(last, last.length() < 8 ? 1 : 2, WORDS));
    }
    record Counted(String word, int total) {}
    return candidates.stream()
        .map(
            word ->
                new Counted(
                    word,
                    engine.find(question(new Criterion.Terms(Set.of(word)), readable, 1)).total()))
        .filter(counted -> counted.total() > 0)
        .sorted(Comparator.comparingInt(Counted::total).reversed())
        .limit(WORDS)
        .map(counted -> new Suggestion(About.WORD, before + counted.word(), null))
        .toList();
  }

  /** Stems stand among the words of an index; nobody wants to read them. */
  private List<String> known(List<String> words) {
    if (words.isEmpty()) {
      return words;
    }
    Set<String> written =
        Set.copyOf(
            jdbc.sql("SELECT word FROM word WHERE word IN (:words)")
                .param("words", words)
                .query(String.class)
                .list());
    return words.stream().filter(written::contains).toList();
  }

  private static Question question(Criterion wanted, Reach readable, int limit) {
    return new Question(wanted, readable, Order.NEWEST, limit, null, Window.ALL, Set.of());
  }
}
