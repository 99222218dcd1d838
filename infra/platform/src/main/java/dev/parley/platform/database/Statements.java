package dev.parley.platform.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * They are few and each is sent often, so what there is to say of one is remembered; a text that is
 * made anew each time would fill the memory, so not more than so many are.
 */
final class Statements {

  private static final int REMEMBERED = 1_000;

  private final Map<String, Statement> known = new ConcurrentHashMap<>();
  private final String namespace;

  Statements(String namespace) {
    this.namespace = namespace;
  }

  Statement of(String text) {
    Statement statement = known.get(text);
    if (statement == null) {
      statement = Statement.of(text, namespace);
      if (known.size() < REMEMBERED) {
        known.put(text, statement);
      }
    }
    return statement;
  }
}
