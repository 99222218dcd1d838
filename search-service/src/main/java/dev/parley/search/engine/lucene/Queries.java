package dev.parley.search.engine.lucene;

import dev.parley.search.access.Conversations;
import dev.parley.search.engine.Criterion;
import dev.parley.search.engine.Question;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Questions in Lucene's language. */
final class Queries {
  /**
   * So many conversations are looked up by name; beyond that each match is held against the set.
   */
  private static final int FEW = 512;

  /** So many words of one beginning are ranked by how well they fit, the most frequent ones. */
  private static final int BEGINNINGS = 64;

  private final Lexicon lexicon;

  Queries(IndexReader reader) {
    lexicon = new Lexicon(reader);
  }

  Query of(Question question) throws IOException {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(of(question.criterion()), Occur.MUST);
    all.add(in(question.readable().conversations()), Occur.FILTER);
    return all.build();
  }

  private static Query in(Conversations conversations) {
    Query each = new InConversations(conversations.numbers());
    List<UUID> few = conversations.few();
    return few == null || few.size() > FEW
        ? each
        : new IndexOrDocValuesQuery(
            terms(Fields.CONVERSATION, few.stream().map(UUID::toString).toList()), each);
  }

  private Query of(Criterion criterion) throws IOException {
    return switch (criterion) {
      case Criterion.All(var parts) -> all(parts);
      case Criterion.Any(var parts) -> any(parts);
      case Criterion.Not(var part) -> all(List.of(new Criterion.Not(part)));
      case Criterion.Terms(var words) -> words(words);
      case Criterion.Beginning(String prefix) -> beginning(prefix);
      case Criterion.Row(var row) -> row(row);
      case Criterion.OfKind(var kind) -> filter(Fields.KIND, kind.name());
      case Criterion.InConversation(UUID id) -> filter(Fields.CONVERSATION, id.toString());
      case Criterion.InProjects(var ids) -> anyOf(Fields.PROJECT, ids);
      case Criterion.Source(String name) -> filter(Fields.SOURCE, name);
      case Criterion.By(var authors) -> anyOf(Fields.AUTHOR, authors);
      case Criterion.Role(String name) -> filter(Fields.ROLE, name);
      case Criterion.Tagged(String tag, var conversations) -> tagged(tag, conversations);
      case Criterion.Unread(var marks, var holding) ->
          unscored(
              new BooleanQuery.Builder()
                  .add(in(holding), Occur.FILTER)
                  .add(new Unread(marks), Occur.FILTER)
                  .build());
      case Criterion.From(var time) -> created(millis(time), Long.MAX_VALUE);
      case Criterion.Before(var time) -> created(Long.MIN_VALUE, millis(time) - 1);
      case Criterion.Has(var thing) -> filter(Fields.HAS, thing.name().toLowerCase(Locale.ROOT));
      case Criterion.Containing(var metadata) -> {
        BooleanQuery.Builder facts = new BooleanQuery.Builder();
        for (String fact : metadata.facts()) {
          facts.add(filter(Fields.FACT, fact), Occur.FILTER);
        }
        yield unscored(facts.build());
      }
    };
  }

  private static Query tagged(String tag, Conversations conversations) {
    return conversations.numbers().isEmpty()
        ? filter(Fields.TAG, tag)
        : unscored(
            new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Fields.TAG, tag)), Occur.SHOULD)
                .add(in(conversations), Occur.SHOULD)
                .build());
  }

  private static Query created(long from, long to) {
    return unscored(
        new IndexOrDocValuesQuery(
            LongPoint.newRangeQuery(Fields.CREATED, from, to),
            NumericDocValuesField.newSlowRangeQuery(Fields.CREATED, from, to)));
  }

  /** The first millisecond that is not before it. */
  private static long millis(Instant time) {
    long millis = time.toEpochMilli();
    return time.isAfter(Instant.ofEpochMilli(millis)) ? millis + 1 : millis;
  }

  private Query all(List<Criterion> parts) throws IOException {
    if (parts.isEmpty()) {
      return unscored(new MatchAllDocsQuery());
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    boolean wanted = false;
    for (Criterion part : parts) {
      if (part instanceof Criterion.Not(var unwanted)) {
        all.add(of(unwanted), Occur.MUST_NOT);
      } else {
        all.add(of(part), Occur.MUST);
        wanted = true;
      }
    }
    if (!wanted) {
      all.add(unscored(new MatchAllDocsQuery()), Occur.MUST);
    }
    return all.build();
  }

  private Query any(List<Criterion> parts) throws IOException {
    if (parts.isEmpty()) {
      return new MatchNoDocsQuery();
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (Criterion part : parts) {
      any.add(of(part), Occur.SHOULD);
    }
    return any.build();
  }

  /** What holds none but rare ones of very many is found as well, behind the others. */
  private Query beginning(String prefix) throws IOException {
    List<String> words = lexicon.beginningWith(prefix, BEGINNINGS + 1);
    if (words.size() <= BEGINNINGS) {
      return words(words);
    }
    List<Query> each = new ArrayList<>(each(words.subList(0, BEGINNINGS)));
    each.add(unscored(new PrefixQuery(new Term(Fields.TEXT, prefix))));
    return new DisjunctionMaxQuery(each, 0);
  }

  private static List<Query> each(Collection<String> words) {
    return words.stream().<Query>map(word -> new TermQuery(new Term(Fields.TEXT, word))).toList();
  }

  private static Query words(Collection<String> words) {
    List<Query> each = each(words);
    return switch (each.size()) {
      case 0 -> new MatchNoDocsQuery();
      case 1 -> each.getFirst();
      default -> new DisjunctionMaxQuery(each, 0);
    };
  }

  private static Query row(List<Set<String>> row) {
    if (row.size() == 1) {
      return words(row.getFirst());
    }
    MultiPhraseQuery.Builder phrase = new MultiPhraseQuery.Builder();
    for (Set<String> terms : row) {
      phrase.add(terms.stream().map(term -> new Term(Fields.TEXT, term)).toArray(Term[]::new));
    }
    return phrase.build();
  }

  private static Query anyOf(String field, Collection<UUID> ids) {
    return unscored(terms(field, ids.stream().map(UUID::toString).toList()));
  }

  private static Query terms(String field, Collection<String> values) {
    return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
  }

  private static Query filter(String field, String value) {
    return unscored(new TermQuery(new Term(field, value)));
  }

  /** What is no word says nothing about how well it fits. */
  private static Query unscored(Query query) {
    return new BoostQuery(new ConstantScoreQuery(query), 0);
  }
}
