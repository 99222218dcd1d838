package dev.parley.chat.account;

import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Caller;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A new password ends every session, so that whoever had the old one is out; who changes it gets a
 * new session. API tokens were not made from the password and stay.
 */
@Component
class PasswordChange {

  private final Accounts accounts;
  private final Passwords passwords;
  private final Sessions sessions;
  private final SignIn signIn;
  private final RevocationList revocations;
  private final TransactionTemplate transactions;

  PasswordChange(
      Accounts accounts,
      Passwords passwords,
      Sessions sessions,
      SignIn signIn,
      RevocationList revocations,
      TransactionTemplate transactions) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.sessions = sessions;
    this.signIn = signIn;
    this.revocations = revocations;
    this.transactions = transactions;
  }

  AuthRequests.SignedIn change(Caller caller, ChangeRequests.NewPassword request, Client client) {
    Account known = accounts.findById(caller.userId()).orElseThrow(AccountChanges::noAccount);
    String before = known.passwordHash();
    if (!passwords.matches(request.currentPassword(), before)) {
      throw wrong();
    }
    if (request.newPassword().equals(request.currentPassword())) {
      throw ProblemException.badRequest(
          "request.invalid",
          "The request is not valid.",
          new FieldError("/new_password", "must not be the current one"));
    }
    String after = passwords.hash(request.newPassword());
    return Objects.requireNonNull(
        transactions.execute(status -> replaced(caller, before, after, client)));
  }

  private AuthRequests.SignedIn replaced(
      Caller caller, String before, String after, Client client) {
    Account account = accounts.lock(caller.userId()).orElseThrow(AccountChanges::noAccount);
    sessions.requireLive(caller.sessionId(), caller.userId());
    if (!account.passwordHash().equals(before)) {
      throw wrong();
    }
    account.changePassword(after);
    revocations.announce(account.id(), sessions.endAll(account.id()));
    return signIn.signedIn(account, client);
  }

  /** Not 401, which would make a client forget its session. */
  private static ProblemException wrong() {
    return ProblemException.of(
        HttpStatus.FORBIDDEN,
        "auth.wrong_password",
        "The current password is another one.",
        new FieldError("/current_password", "is wrong"));
  }
}
