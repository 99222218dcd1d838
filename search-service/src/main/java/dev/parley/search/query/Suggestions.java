package dev.parley.search.query;

import dev.parley.search.access.Reach;
import dev.parley.search.access.ReadableConversations;
import dev.parley.search.engine.Criterion;
import dev.parley.search.engine.Engine;
import dev.parley.search.engine.Kind;
import dev.parley.search.engine.Order;
import dev.parley.search.engine.Question;
import dev.parley.search.engine.TooSlowException;
import dev.parley.search.engines.Engines;
import dev.parley.search.query.Suggestion.About;
import dev.parley.search.text.Analysis;
import dev.parley.search.text.EditDistance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * How what is being typed may go on: words and titles. Words are taken from the newest that the
 * reader may read, and from nothing else: what others have written decides neither which are told
 * nor which are left out.
 */
@Component
class Suggestions {
  private static final int LOOKED_AT = 50;
  private static final int ALIKE = 16;
  private static final int LEAST_MISSPELT = 4;
  private static final int LONG = 8;
  private static final int WORDS = 8;
  private static final int TITLES = 5;

  private final Engines engines;
  private final ReadableConversations conversations;
  private final Analysis analysis;
  private final Hits hits;
  private final FoundTexts texts;

  Suggestions(
      Engines engines,
      ReadableConversations conversations,
      Analysis analysis,
      Hits hits,
      FoundTexts texts) {
    this.engines = engines;
    this.conversations = conversations;
    this.analysis = analysis;
    this.hits = hits;
    this.texts = texts;
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
    var found = engine.find(Question.ofNewest(wanted, readable, TITLES));
    var matches = found.matches().subList(0, Math.min(TITLES, found.matches().size()));
    return hits.of(matches, Order.RELEVANCE, new Highlighter(analysis, wanted)).stream()
        .map(hit -> new Suggestion(About.CONVERSATION, hit.snippet(), hit.conversationId()))
        .toList();
  }

  private List<Suggestion> words(Engine engine, Reach readable, String before, String last) {
    List<String> words =
        written(engine, readable, new Criterion.Beginning(last), word -> word.startsWith(last));
    if (words.isEmpty() && last.length() >= LEAST_MISSPELT) {
      words = alike(engine, readable, last);
    }
    return words.stream().map(word -> new Suggestion(About.WORD, before + word, null)).toList();
  }

  private List<String> alike(Engine engine, Reach readable, String last) {
    int distance = last.length() < LONG ? 1 : 2;
    List<String> anybodys = engine.wordsLike(last, distance, ALIKE);
    return anybodys.isEmpty()
        ? List.of()
        : written(
            engine,
            readable,
            new Criterion.Terms(Set.copyOf(anybodys)),
            word -> EditDistance.between(last, word) <= distance);
  }

  /** Those that most of what was looked at holds come first. */
  private List<String> written(
      Engine engine, Reach readable, Criterion wanted, Predicate<String> fits) {
    Map<String, Integer> frequency = new HashMap<>();
    var found = engine.find(Question.ofNewest(wanted, readable, LOOKED_AT));
    for (String word : texts.wordsOf(found.matches(), fits)) {
      frequency.merge(word, 1, Integer::sum);
    }
    return frequency.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(WORDS)
        .map(Map.Entry::getKey)
        .toList();
  }
}
