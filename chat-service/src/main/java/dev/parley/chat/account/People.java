package dev.parley.chat.account;

import dev.parley.chat.event.ChatEvent.Author;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Accounts as other features may show them: everybody by their names, oneself in full. */
@Repository
public class People {

  private final JdbcClient jdbc;
  private final Accounts accounts;

  People(JdbcClient jdbc, Accounts accounts) {
    this.jdbc = jdbc;
    this.accounts = accounts;
  }

  public Optional<AccountView> self(UUID id) {
    return accounts.findById(id).map(Account::view);
  }

  /** In one statement, however many. */
  public Map<UUID, Author> byIds(Collection<UUID> ids) {
    Map<UUID, Author> found = new HashMap<>();
    jdbc.sql("SELECT id, username, display_name FROM account WHERE id = ANY (:ids)")
        .param("ids", ids.toArray(UUID[]::new))
        .query(
            (row, n) ->
                new Author(
                    Objects.requireNonNull(row.getObject(1, UUID.class)),
                    row.getString(2),
                    row.getString(3)))
        .list()
        .forEach(person -> found.put(person.id(), person));
    return found;
  }
}
