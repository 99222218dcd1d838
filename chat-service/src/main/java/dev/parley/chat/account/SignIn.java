package dev.parley.chat.account;

import dev.parley.chat.token.AccessTokens;
import dev.parley.platform.problem.ProblemException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks passwords and refresh tokens, and answers with fresh tokens. */
@Component
class SignIn {

  private final Accounts accounts;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Profiles profiles;
  private final AccessTokens accessTokens;
  private final TransactionTemplate transactions;
  private final Clock clock;

  SignIn(
      Accounts accounts,
      Passwords passwords,
      Sessions sessions,
      Profiles profiles,
      AccessTokens accessTokens,
      TransactionTemplate transactions,
      Clock clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.sessions = sessions;
    this.profiles = profiles;
    this.accessTokens = accessTokens;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** An account that is disabled looks like one that is not there, and takes as long. */
  AuthRequests.SignedIn login(AuthRequests.Login request, Client client) {
    Account known = accounts.findByLogin(request.username()).orElse(null);
    boolean right =
        passwords.matches(request.password(), known == null ? null : known.passwordHash());
    if (!right || known == null || known.isDisabled()) {
      throw badCredentials();
    }
    return Objects.requireNonNull(
        transactions.execute(status -> signedIn(asItStillIs(known), client)));
  }

  /** While the password was compared, the account may have been disabled or got another one. */
  private Account asItStillIs(Account known) {
    return accounts
        .lock(known.id())
        .filter(now -> !now.isDisabled() && now.passwordHash().equals(known.passwordHash()))
        .orElseThrow(SignIn::badCredentials);
  }

  /** A new session, in the caller's transaction, which holds the account's row. */
  AuthRequests.SignedIn signedIn(Account account, Client client) {
    account.signedIn(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    profiles.changed(account.id());
    return signedIn(account, sessions.open(account.id(), client));
  }

  AuthRequests.SignedIn refresh(AuthRequests.Refresh request) {
    return switch (sessions.refresh(request.refreshToken())) {
      case Sessions.Refreshed.Fresh(Sessions.Opened session) ->
          signedIn(
              accounts
                  .findById(session.accountId())
                  .filter(account -> !account.isDisabled())
                  .orElseThrow(SignIn::refused),
              session);
      case Sessions.Refreshed.Refused() -> throw refused();
    };
  }

  private static ProblemException badCredentials() {
    return ProblemException.unauthorized(
        "auth.bad_credentials", "The name or the password is wrong.");
  }

  private static ProblemException refused() {
    return ProblemException.unauthorized(
        "auth.refresh_token_invalid", "The session has ended. Sign in again.");
  }

  private AuthRequests.SignedIn signedIn(Account account, Sessions.Opened session) {
    return new AuthRequests.SignedIn(
        accessTokens.forUser(account.id(), account.username(), account.role(), session.sessionId()),
        "Bearer",
        AccessTokens.LIFE.toSeconds(),
        session.refreshToken(),
        account.view());
  }
}
