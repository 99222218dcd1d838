package dev.parley.metrics.scrape;

/** Without a stack trace: an answer may have very many bad lines. */
final class MalformedLineException extends Exception {

  MalformedLineException(String what) {
    super(what, null, false, false);
  }
}
