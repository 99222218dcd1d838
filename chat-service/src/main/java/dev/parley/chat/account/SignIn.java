package dev.parley.chat.account;

import dev.parley.chat.token.AccessTokens;
import dev.parley.platform.problem.ProblemException;
import java.time.Clock;
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

  AuthRequests.SignedIn login(AuthRequests.Login request) {
    Account known = accounts.findByLogin(request.username()).orElse(null);
    if (!passwords.matches(request.password(), known == null ? null : known.passwordHash())
        || known == null) {
      throw ProblemException.unauthorized(
          "auth.bad_credentials", "The name or the password is wrong.");
    }
    Sessions.Opened session =
        transactions.execute(
            status -> {
              known.signedIn(clock.instant());
              accounts.saveAndFlush(known);
              profiles.changed(known.id());
              return sessions.open(known.id());
            });
    return signedIn(known, java.util.Objects.requireNonNull(session));
  }

  AuthRequests.SignedIn refresh(AuthRequests.Refresh request) {
    return switch (sessions.refresh(request.refreshToken())) {
      case Sessions.Refreshed.Fresh(Sessions.Opened session) ->
          signedIn(accounts.findById(session.accountId()).orElseThrow(SignIn::refused), session);
      case Sessions.Refreshed.Refused() -> throw refused();
    };
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
