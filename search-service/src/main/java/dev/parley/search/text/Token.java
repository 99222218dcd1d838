package dev.parley.search.text;

/**
 * One form of a word of a text: as it stands there, folded, or its stem. Forms of one word share
 * its position; the parts of a compound have one each.
 *
 * @param start where it stands in the text, in UTF-16 code units
 * @param end the first one after it
 * @param form whether it is a word as written or something derived
 */
public record Token(String term, int position, int start, int end, Form form) {

  /** What of the text a term stands for. */
  public enum Form {
    /** As it was written, folded: what is suggested and compared with misspelt words. */
    WRITTEN,
    /** Its stem, or a part of it that nobody would type. */
    DERIVED
  }
}
