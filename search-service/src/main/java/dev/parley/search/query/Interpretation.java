package dev.parley.search.query;

import dev.parley.search.engine.Criterion;
import dev.parley.search.language.Query;
import dev.parley.search.text.Analysis;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a query means to an index: words become terms, names become ids. What holds no word, such as
 * {@code ?!}, means nothing and is left out.
 */
final class Interpretation {
  private final Analysis analysis;
  private final Names names;
  private final LookUps lookUps;
  private final UUID reader;
  private final Function<String, List<String>> spellings;

  /**
   * @param spellings what else a word may have been meant to be
   */
  Interpretation(
      Analysis analysis,
      Names names,
      LookUps lookUps,
      UUID reader,
      Function<String, List<String>> spellings) {
    this.analysis = analysis;
    this.names = names;
    this.lookUps = lookUps;
    this.reader = reader;
    this.spellings = spellings;
  }

  Optional<Criterion> of(Query query) {
    return switch (query) {
      case Query.All(var parts) -> several(parts, Criterion.All::new);
      case Query.Any(var parts) -> several(parts, Criterion.Any::new);
      case Query.Not(var part) -> of(part).map(Criterion.Not::new);
      case Query.Word(String text, boolean open) -> open ? beginning(text) : words(text);
      case Query.Phrase(String text) -> inARow(text);
      case Query.From(String name) -> Optional.of(new Criterion.By(authors(name)));
      case Query.In(String project) -> Optional.of(new Criterion.InProjects(projects(project)));
      case Query.InConversation(UUID id) -> Optional.of(new Criterion.InConversation(id));
      case Query.Tagged(String tag) -> Optional.of(new Criterion.Tagged(tag, lookUps.tagged(tag)));
      case Query.Unread() -> Optional.of(lookUps.unread());
      case Query.Source(String name) -> Optional.of(new Criterion.Source(name));
      case Query.Role(String name) -> Optional.of(new Criterion.Role(name));
      case Query.Before(var time) -> Optional.of(new Criterion.Before(time));
      case Query.After(var time) -> Optional.of(new Criterion.From(time));
      case Query.Has(var thing) -> Optional.of(new Criterion.Has(thing));
    };
  }

  private Optional<Criterion> several(
      List<Query> parts, Function<List<Criterion>, Criterion> together) {
    List<Criterion> meant = parts.stream().flatMap(part -> of(part).stream()).toList();
    return switch (meant.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(meant.getFirst());
      default -> Optional.of(together.apply(meant));
    };
  }

  /** One word, or what stands without spaces: that is to stand in a row. */
  private Optional<Criterion> words(String text) {
    Optional<Criterion> asTyped = inARow(text);
    List<String> others = spellings.apply(Analysis.folded(text));
    if (asTyped.isEmpty() || others.isEmpty()) {
      return asTyped;
    }
    Set<String> forms = new HashSet<>();
    others.forEach(other -> forms.addAll(analysis.forms(other)));
    return Optional.of(new Criterion.Any(List.of(asTyped.get(), new Criterion.Terms(forms))));
  }

  private Optional<Criterion> inARow(String text) {
    List<Set<String>> whole = analysis.sought(text, false);
    List<Set<String>> apart = analysis.sought(text, true);
    if (whole.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        whole.equals(apart) ? row(whole) : new Criterion.Any(List.of(row(whole), row(apart))));
  }

  private static Criterion row(List<Set<String>> terms) {
    return terms.size() == 1 ? new Criterion.Terms(terms.getFirst()) : new Criterion.Row(terms);
  }

  /** Of {@code read_timeo} only the last part is unfinished. */
  private Optional<Criterion> beginning(String text) {
    List<Set<String>> row = analysis.sought(text, false);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    List<Criterion> all = new ArrayList<>();
    if (row.size() > 1) {
      all.add(row(row.subList(0, row.size() - 1)));
    }
    all.add(new Criterion.Beginning(analysis.lastWord(text)));
    return Optional.of(all.size() == 1 ? all.getFirst() : new Criterion.All(all));
  }

  private Set<UUID> authors(String name) {
    String bare = name.startsWith("@") ? name.substring(1) : name;
    return bare.toLowerCase(Locale.ROOT).equals("me") ? Set.of(reader) : names.authorsCalled(bare);
  }

  private Set<UUID> projects(String name) {
    try {
      UUID id = UUID.fromString(name);
      if (id.toString().equalsIgnoreCase(name)) {
        return Set.of(id);
      }
    } catch (IllegalArgumentException _) {
      // so it is a name
    }
    return names.projectsCalled(name, reader);
  }
}
