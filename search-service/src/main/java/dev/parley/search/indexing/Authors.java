package dev.parley.search.indexing;

import dev.parley.search.indexing.ChatEvent.Author;
import dev.parley.search.indexing.ChatEvent.MessageChanged;
import dev.parley.search.text.PlainText;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code author}: what those who wrote are called. */
@Component
class Authors {
  // in order of their ids, so that two that write do not wait for each other in a circle
  private static final String PUT =
      """
      INSERT INTO author (id, username, display_name)
      SELECT * FROM unnest(:ids::uuid[], :usernames, :names)
      ON CONFLICT (id) DO UPDATE
         SET username = excluded.username, display_name = excluded.display_name
       WHERE (author.username, author.display_name)
             IS DISTINCT FROM (excluded.username, excluded.display_name)
      """;

  private final JdbcClient jdbc;

  Authors(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void put(Collection<MessageChanged> messages) {
    if (messages.isEmpty()) {
      return;
    }
    Map<UUID, Author> authors = new TreeMap<>();
    messages.forEach(message -> authors.put(message.author().id(), message.author()));
    var columns = new Columns<>(authors.values());
    jdbc.sql(PUT)
        .param("ids", columns.ids(Author::id))
        .param("usernames", columns.texts(a -> PlainText.of(a.username())))
        .param("names", columns.texts(a -> PlainText.of(a.displayName())))
        .update();
  }
}
