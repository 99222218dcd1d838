package dev.parley.search.indexing;

import dev.parley.search.text.Analysis;
import dev.parley.search.text.DocumentText;

/** What is made of a text and of what else it is found by. */
record Extracted(String extras, DocumentText text) {

  static Extracted from(Analysis analysis, String content, String extras) {
    return new Extracted(extras, DocumentText.of(analysis, content, extras));
  }

  static String extras(String files, String values, String tags, String notes) {
    String all = String.join("\n", files, values, tags, notes).strip();
    return all.length() <= DocumentText.MOST_EXTRAS
        ? all
        : all.substring(0, DocumentText.MOST_EXTRAS);
  }
}
