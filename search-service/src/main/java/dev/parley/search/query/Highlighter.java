package dev.parley.search.query;

import dev.parley.search.engine.Criterion;
import dev.parley.search.text.Analysis;
import dev.parley.search.text.Token;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says where in a text it stands what was looked for. */
final class Highlighter {
  private final Analysis analysis;
  private final Set<String> terms = new HashSet<>();
  private final List<String> beginnings = new ArrayList<>();
  private final List<List<Set<String>>> rows = new ArrayList<>();

  Highlighter(Analysis analysis, Criterion criterion) {
    this.analysis = analysis;
    look(criterion);
  }

  private void look(Criterion criterion) {
    switch (criterion) {
      case Criterion.All(var parts) -> parts.forEach(this::look);
      case Criterion.Any(var parts) -> parts.forEach(this::look);
      case Criterion.Terms(var any) -> terms.addAll(any);
      case Criterion.Beginning(String prefix) -> beginnings.add(prefix);
      case Criterion.Row(var row) -> rows.add(row);
      default -> {}
    }
  }

  /** In their order, none of them within another. */
  List<Highlight> in(String text) {
    List<Token> tokens = analysis.of(text);
    BitSet marked = new BitSet(text.length());
    for (Token token : tokens) {
      if (terms.contains(token.term()) || beginnings.stream().anyMatch(token.term()::startsWith)) {
        marked.set(token.start(), token.end());
      }
    }
    rows.forEach(row -> markRows(row, tokens, marked));
    List<Highlight> highlights = new ArrayList<>();
    for (int start = marked.nextSetBit(0); start >= 0; ) {
      int end = marked.nextClearBit(start);
      highlights.add(new Highlight(start, end));
      start = marked.nextSetBit(end);
    }
    return highlights;
  }

  private static void markRows(List<Set<String>> row, List<Token> tokens, BitSet marked) {
    for (int i = 0; i < tokens.size(); i++) {
      if (row.getFirst().contains(tokens.get(i).term())) {
        markRow(row, tokens, i, marked);
      }
    }
  }

  private static void markRow(List<Set<String>> row, List<Token> tokens, int first, BitSet marked) {
    List<Token> found = new ArrayList<>();
    found.add(tokens.get(first));
    for (int at = first + 1; at < tokens.size() && found.size() < row.size(); at++) {
      Token token = tokens.get(at);
      int wanted = found.getLast().position() + 1;
      if (token.position() > wanted) {
        return;
      }
      if (token.position() == wanted && row.get(found.size()).contains(token.term())) {
        found.add(token);
      }
    }
    if (found.size() == row.size()) {
      found.forEach(token -> marked.set(token.start(), token.end()));
    }
  }
}
