package dev.parley.search.engine.lucene;

import dev.parley.search.text.Token;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Our terms, as Lucene reads them. */
final class TermStream extends TokenStream {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
  private List<Token> tokens = List.of();
  private int next;
  private int position;

  /** For the next document. */
  TermStream of(List<Token> terms) {
    tokens = terms;
    return this;
  }

  @Override
  public void reset() {
    next = 0;
    position = -1;
  }

  @Override
  public boolean incrementToken() {
    clearAttributes();
    if (next == tokens.size()) {
      return false;
    }
    Token token = tokens.get(next++);
    // the parts of a compound come after the whole, and begin where it does
    int at = Math.max(position, token.position());
    step.setPositionIncrement(at - position);
    position = at;
    term.append(token.term());
    return true;
  }
}
