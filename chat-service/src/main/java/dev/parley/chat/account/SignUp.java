package dev.parley.chat.account;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.chat.event.AccountEvent.UserRegistered;
import dev.parley.chat.event.ChatEvents;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes accounts. */
@Component
class SignUp {

  private final Accounts accounts;
  private final Passwords passwords;
  private final ChatEvents events;
  private final TransactionTemplate transactions;
  private final Clock clock;

  SignUp(
      Accounts accounts,
      Passwords passwords,
      ChatEvents events,
      TransactionTemplate transactions,
      Clock clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  AccountView register(AuthRequests.Register request, Role role) {
    // hashed outside of the transaction: it takes longer than all the rest
    String hash = passwords.hash(request.password());
    String shown = request.displayName() == null ? request.username() : request.displayName();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var account =
        new Account(
            UuidCreator.getTimeOrderedEpoch(),
            request.username(),
            request.email(),
            shown,
            hash,
            role,
            now);
    try {
      transactions.executeWithoutResult(
          status -> {
            accounts.saveAndFlush(account);
            events.ofAccount(
                new UserRegistered(account.id(), account.username(), shown, account.role(), now));
          });
    } catch (DataIntegrityViolationException e) {
      throw taken(e);
    }
    return account.view();
  }

  static ProblemException taken(DataIntegrityViolationException failure) {
    boolean email = String.valueOf(failure.getMessage()).contains("account_email");
    String field = email ? "email" : "username";
    return ProblemException.conflict(
        "account." + field + "_taken",
        "There is an account with this %s already."
            .formatted(email ? "e-mail address" : "username"),
        new FieldError("/" + field, "is taken"));
  }
}
