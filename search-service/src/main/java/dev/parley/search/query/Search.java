package dev.parley.search.query;

import dev.parley.platform.page.CursorCodec;
import dev.parley.platform.problem.ProblemException;
import dev.parley.search.access.Reach;
import dev.parley.search.access.ReadMarkers;
import dev.parley.search.access.ReadableConversations;
import dev.parley.search.engine.Criterion;
import dev.parley.search.engine.Engine;
import dev.parley.search.engine.Found;
import dev.parley.search.engine.Match;
import dev.parley.search.engine.Order;
import dev.parley.search.engine.Question;
import dev.parley.search.engine.TooSlowException;
import dev.parley.search.engine.Window;
import dev.parley.search.engines.Engines;
import dev.parley.search.language.ParsedQuery;
import dev.parley.search.language.Warning;
import dev.parley.search.query.SearchAnswer.TotalRelation;
import dev.parley.search.text.Analysis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what the caller may read. */
@Component
class Search {
  /** With fewer matches than that, words that are spelt alike are searched for as well. */
  private static final int FEW = 3;

  private final Engines engines;
  private final ReadableConversations conversations;
  private final Analysis analysis;
  private final Names names;
  private final ReadMarkers markers;
  private final Hits hits;
  private final FacetValues facets;
  private final Catching catching;
  private final KnownAnswers known;
  private final CursorCodec cursors;

  Search(
      Engines engines,
      ReadableConversations conversations,
      Analysis analysis,
      Names names,
      ReadMarkers markers,
      Hits hits,
      FacetValues facets,
      Catching catching,
      KnownAnswers known,
      CursorCodec cursors) {
    this.engines = engines;
    this.conversations = conversations;
    this.analysis = analysis;
    this.names = names;
    this.markers = markers;
    this.hits = hits;
    this.facets = facets;
    this.catching = catching;
    this.known = known;
    this.cursors = cursors;
  }

  /** Refuses what {@link #find} would refuse. */
  void check(SearchRequest request, UUID reader) {
    position(request, reader);
  }

  private @Nullable Position position(SearchRequest request, UUID reader) {
    String after = request.after();
    return after == null ? null : Position.decode(cursors, request.scope(reader), after);
  }

  SearchAnswer find(SearchRequest request, UUID reader) {
    String scope = request.scope(reader);
    Position position = position(request, reader);
    Engine engine = engines.current();
    Reach reach = conversations.by(reader);
    List<Warning> warnings = new ArrayList<>();
    MinPosition atLeast = request.atLeast();
    if (atLeast != null && !catching.up(engine, atLeast, reach)) {
      warnings.add(
          new Warning("index.behind", "What 'min_position' asks for is not in the index yet."));
    }
    if (engines.isStandIn(engine)) {
      warnings.add(
          new Warning("index.filling", "The index is being filled; PostgreSQL answers meanwhile."));
    }
    Supplier<SearchAnswer> look = () -> look(engine, reach, request, scope, position);
    try {
      SearchAnswer answer =
          request.parsed().changesByReading()
              ? look.get()
              : known.get(request, reach, engine, look);
      return answer.asOf(engines.shownBy(engine), warnings);
    } catch (TooSlowException _) {
      throw ProblemException.unavailable(
          "search.too_slow",
          "The search took too long. Narrow it down, for instance by conversation or time.",
          Duration.ofSeconds(2));
    }
  }

  private SearchAnswer look(
      Engine engine,
      Reach reach,
      SearchRequest request,
      String scope,
      @Nullable Position position) {
    Outcome outcome = look(engine, reach, request, position);
    return answer(request, reach, scope, position, engine, outcome);
  }

  /**
   * @param wanted null where the query holds nothing to look for
   */
  private record Outcome(
      @Nullable Criterion wanted, Found found, int total, boolean more, boolean widened) {}

  private Outcome look(
      Engine engine, Reach reach, SearchRequest request, @Nullable Position position) {
    ParsedQuery parsed = request.parsed();
    LookUps lookUps = new LookUps(names, markers, reach.reader());
    Criterion asTyped = wanted(parsed, lookUps, reach, _ -> List.of());
    if (asTyped == null) {
      return new Outcome(null, Found.NOTHING, 0, false, false);
    }
    if (position != null) {
      Criterion wanted =
          position.widened()
              ? Objects.requireNonNull(
                  wanted(parsed, lookUps, reach, new Spellings(engine, analysis, reach)))
              : asTyped;
      Found found = engine.find(question(wanted, reach, request, position));
      return new Outcome(wanted, found, position.total(), position.more(), position.widened());
    }
    Found found = engine.find(question(asTyped, reach, request, null));
    if (found.total() < FEW) {
      Spellings spellings = new Spellings(engine, analysis, reach);
      Criterion widened = Objects.requireNonNull(wanted(parsed, lookUps, reach, spellings));
      if (spellings.any()) {
        Found more = engine.find(question(widened, reach, request, null));
        if (more.total() > found.total()) {
          return new Outcome(widened, more, more.total(), more.more(), true);
        }
      }
    }
    return new Outcome(asTyped, found, found.total(), found.more(), false);
  }

  private @Nullable Criterion wanted(
      ParsedQuery parsed, LookUps lookUps, Reach reach, Function<String, List<String>> spellings) {
    return new Interpretation(analysis, names, lookUps, reach.reader(), spellings)
        .of(parsed.query())
        .orElse(null);
  }

  private Question question(
      Criterion wanted, Reach reach, SearchRequest request, @Nullable Position position) {
    boolean relevance = request.order() == Order.RELEVANCE;
    return new Question(
        FilterCriteria.with(wanted, request.filters(), names),
        reach,
        request.order(),
        request.limit(),
        position == null ? null : position.last(),
        position == null || !relevance ? Window.ALL : position.window(),
        request.facets());
  }

  private SearchAnswer answer(
      SearchRequest request,
      Reach reach,
      String scope,
      @Nullable Position position,
      Engine engine,
      Outcome outcome) {
    List<Warning> warnings = new ArrayList<>(request.parsed().warnings());
    Found found = outcome.found();
    Criterion wanted = outcome.wanted();
    if (wanted == null) {
      warnings.add(new Warning("query.no_words", "The query holds no word that can be looked up."));
    }
    if (outcome.widened()) {
      warnings.add(
          new Warning(
              "query.widened", "Little was found; words that are spelt alike were searched for."));
    }
    boolean within = found.matches().size() > request.limit();
    boolean beyond = request.order() == Order.RELEVANCE && window(found, position).oldest() != null;
    List<Match> page = within ? found.matches().subList(0, request.limit()) : found.matches();
    return new SearchAnswer(
        wanted == null
            ? List.of()
            : hits.of(page, request.order(), new Highlighter(analysis, wanted)),
        outcome.total(),
        outcome.more() ? TotalRelation.AT_LEAST : TotalRelation.EQUAL,
        request.facets().isEmpty()
            ? null
            : facets.of(request.facets(), found.facets(), reach.reader()),
        within || beyond ? cursor(within ? page.getLast() : null, outcome, position, scope) : null,
        within || beyond,
        warnings,
        null,
        0,
        engine.name());
  }

  /** That of the first page stays. */
  private static Window window(Found found, @Nullable Position before) {
    return before != null && before.last() != null ? before.window() : found.window();
  }

  /**
   * @param last null where the window ends with the page
   */
  private String cursor(
      @Nullable Match last, Outcome outcome, @Nullable Position before, String scope) {
    Window window = window(outcome.found(), before);
    return new Position(
            last,
            last == null ? window.before() : window,
            outcome.total(),
            outcome.more(),
            outcome.widened())
        .encode(cursors, scope);
  }
}
