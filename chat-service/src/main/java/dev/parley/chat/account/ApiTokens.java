package dev.parley.chat.account;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.platform.page.ListKey;
import dev.parley.platform.page.ListOrder;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.ListSql;
import dev.parley.platform.page.Listing;
import dev.parley.platform.page.Lists;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.ApiToken;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.TokenHash;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Personal API tokens: made, listed and ended. Their text is known only to who was given it. */
@Component
class ApiTokens {

  private static final int MOST = 50;
  private static final Duration EXPIRED_SHOWN_FOR = Duration.ofDays(30);
  private static final ListSql<ApiTokenViews.Listed> OWN =
      new ListSql<>(
          "api-tokens",
          "SELECT id, name, scopes, created_at, expires_at, last_used_at",
          "FROM api_token",
          "account_id = :user",
          ListOrder.descending(ListKey.uuid("id")),
          ApiTokenViews::listed);

  private final JdbcClient jdbc;
  private final Lists lists;
  private final Accounts accounts;
  private final Sessions sessions;
  private final RevocationList revocations;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  ApiTokens(
      JdbcClient jdbc,
      Lists lists,
      Accounts accounts,
      Sessions sessions,
      RevocationList revocations,
      Clock clock) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.accounts = accounts;
    this.sessions = sessions;
    this.revocations = revocations;
    this.clock = clock;
  }

  /** The account's row is held, so that two at once do not both become the last one allowed. */
  @Transactional
  public ApiTokenViews.Fresh create(ApiTokenViews.Wish wish, Caller caller) {
    Account owner = accounts.lock(caller.userId()).orElseThrow(AccountChanges::noAccount);
    sessions.requireLive(caller.sessionId(), owner.id());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    wish.requireFor(owner, now);
    requireRoom(owner.id(), now);
    ApiToken token = ApiToken.random(UuidCreator.getTimeOrderedEpoch(), random);
    var view =
        new ApiTokenViews.Listed(
            token.id(),
            wish.name(),
            ApiToken.publicPart(token.id()),
            wish.sortedScopes(),
            now,
            wish.expiry(now),
            null);
    insert(view, owner.id(), token);
    return view.with(token.text());
  }

  private void requireRoom(UUID accountId, Instant now) {
    jdbc.sql("DELETE FROM api_token WHERE account_id = ? AND expires_at < ?")
        .params(accountId, Timestamp.from(now.minus(EXPIRED_SHOWN_FOR)))
        .update();
    long live =
        jdbc.sql("SELECT count(*) FROM api_token WHERE account_id = ? AND expires_at > ?")
            .params(accountId, Timestamp.from(now))
            .query(Long.class)
            .single();
    if (live >= MOST) {
      throw ProblemException.conflict(
          "api_token.too_many", "You have %d API tokens: delete one first.".formatted(live));
    }
  }

  private void insert(ApiTokenViews.Listed view, UUID accountId, ApiToken token) {
    jdbc.sql(
            """
            INSERT INTO api_token (id, account_id, name, hash, scopes, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(view.id(), accountId, view.name(), TokenHash.of(token.text()))
        .param(view.scopes().toArray(String[]::new))
        .params(Timestamp.from(view.createdAt()), Timestamp.from(view.expiresAt()))
        .update();
  }

  Listing<ApiTokenViews.Listed> list(UUID accountId, ListRequest request) {
    return lists.read(OWN.seenBy(accountId), request);
  }

  @Transactional
  public void delete(UUID id, UUID accountId) {
    List<UUID> ended =
        jdbc.sql("DELETE FROM api_token WHERE account_id = ? AND id = ? RETURNING id")
            .params(accountId, id)
            .query(UUID.class)
            .list();
    if (ended.isEmpty()) {
      throw ProblemException.notFound("api_token.not_found", "You have no such API token.");
    }
    revocations.announce(accountId, ended);
  }

  /** The caller holds the account's row, and announces them; so for the next. */
  List<UUID> endAll(UUID accountId) {
    return jdbc.sql("DELETE FROM api_token WHERE account_id = ? RETURNING id")
        .param(accountId)
        .query(UUID.class)
        .list();
  }

  /** Of somebody who is no admin any longer. */
  List<UUID> endThoseOfAnAdmin(UUID accountId) {
    return jdbc.sql(
            "DELETE FROM api_token WHERE account_id = ? AND 'admin' = ANY (scopes) RETURNING id")
        .param(accountId)
        .query(UUID.class)
        .list();
  }
}
