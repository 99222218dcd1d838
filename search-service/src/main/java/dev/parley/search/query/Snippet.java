package dev.parley.search.query;

import java.util.List;

/** The stretch of a text that shows best why it was found. */
record Snippet(String text, List<Highlight> highlights) {
  private static final int LENGTH = 240;
  private static final int LEAD = 60;
  private static final int WORD = 20;
  private static final String CUT = "…";

  /**
   * @param all what in the text matched, in its order
   */
  static Snippet of(String text, List<Highlight> all) {
    int start = text.length() <= LENGTH ? 0 : start(text, densest(all));
    int end = end(text, start);
    String before = start > 0 ? CUT : "";
    int shift = before.length() - start;
    List<Highlight> shown =
        all.stream()
            .filter(h -> h.start() >= start && h.end() <= end)
            .map(h -> new Highlight(h.start() + shift, h.end() + shift))
            .toList();
    return new Snippet(
        before + text.substring(start, end) + (end < text.length() ? CUT : ""), shown);
  }

  /** As HTML that holds nothing but marks: everything else in it is text. */
  String marked() {
    StringBuilder html = new StringBuilder(text.length() + 32);
    int at = 0;
    for (Highlight highlight : highlights) {
      html.append(escaped(text.substring(at, highlight.start()))).append("<mark>");
      html.append(escaped(text.substring(highlight.start(), highlight.end()))).append("</mark>");
      at = highlight.end();
    }
    return html.append(escaped(text.substring(at))).toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Where the highlight stands that has most others close behind it. */
  private static int densest(List<Highlight> all) {
    int best = 0;
    int most = 0;
    int last = 0;
    for (int first = 0; first < all.size(); first++) {
      int limit = all.get(first).start() + LENGTH - LEAD;
      while (last < all.size() && all.get(last).end() <= limit) {
        last++;
      }
      if (last - first > most) {
        most = last - first;
        best = all.get(first).start();
      }
    }
    return best;
  }

  /** A little before the place, at the beginning of a word if one is near. */
  private static int start(String text, int place) {
    int earliest = Math.max(0, place - LEAD);
    if (earliest == 0) {
      return 0;
    }
    for (int i = earliest; i < Math.min(place, earliest + WORD); i++) {
      if (Character.isWhitespace(text.charAt(i - 1))) {
        return i;
      }
    }
    return wholeCharacter(text, earliest);
  }

  private static int end(String text, int start) {
    int latest = start + LENGTH;
    if (latest >= text.length()) {
      return text.length();
    }
    for (int i = latest; i > latest - WORD; i--) {
      if (Character.isWhitespace(text.charAt(i))) {
        return i;
      }
    }
    return wholeCharacter(text, latest);
  }

  private static int wholeCharacter(String text, int at) {
    return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }
}
