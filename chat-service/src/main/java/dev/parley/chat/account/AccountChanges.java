package dev.parley.chat.account;

import dev.parley.chat.event.AccountEvent.UserDisabled;
import dev.parley.chat.event.AccountEvent.UserEnabled;
import dev.parley.chat.event.AccountEvent.UserUpdated;
import dev.parley.chat.event.ChatEvents;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.resource.IfMatch;
import dev.parley.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes accounts, and ends what a change must not outlive. */
@Component
class AccountChanges {

  private final Accounts accounts;
  private final Profiles profiles;
  private final RegistrationRules rules;
  private final Sessions sessions;
  private final ApiTokens apiTokens;
  private final RevocationList revocations;
  private final ChatEvents events;
  private final TransactionTemplate transactions;
  private final Clock clock;

  AccountChanges(
      Accounts accounts,
      Profiles profiles,
      RegistrationRules rules,
      Sessions sessions,
      ApiTokens apiTokens,
      RevocationList revocations,
      ChatEvents events,
      TransactionTemplate transactions,
      Clock clock) {
    this.accounts = accounts;
    this.profiles = profiles;
    this.rules = rules;
    this.sessions = sessions;
    this.apiTokens = apiTokens;
    this.revocations = revocations;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  AccountView ofOneself(UUID id, ChangeRequests.OfOneself request, IfMatch seen) {
    return changed(
        () -> {
          Account account = accounts.lock(id).orElseThrow(AccountChanges::noAccount);
          seen.require(account.view());
          boolean renamed =
              request.displayName() != null && account.callThemselves(request.displayName());
          boolean moved = request.email() != null && account.moveTo(request.email());
          if (moved) {
            rules.requireAccepted(account.view().email());
          }
          if (renamed || moved) {
            tellUpdated(account);
          }
          profiles.changed(id);
          return accounts.saveAndFlush(account);
        });
  }

  AccountView byAdmin(UUID id, ChangeRequests.ByAdmin request, IfMatch seen) {
    return changed(
        () -> {
          List<Account> admins =
              request.mayTakeAnAdminAway() ? accounts.lockEnabledAdmins() : List.of();
          Account account = accounts.lock(id).orElseThrow(AccountChanges::notFound);
          seen.require(account.view());
          boolean wasAdmin = account.isEnabledAdmin();
          apply(request, account);
          profiles.changed(id);
          if (wasAdmin
              && !account.isEnabledAdmin()
              && admins.stream().noneMatch(Account::isEnabledAdmin)) {
            throw ProblemException.conflict(
                "account.last_admin", "Somebody has to be admin: make another one first.");
          }
          return account;
        });
  }

  private void apply(ChangeRequests.ByAdmin request, Account account) {
    Instant now = now();
    List<UUID> ended = new ArrayList<>();
    boolean renamed =
        request.displayName() != null && account.callThemselves(request.displayName());
    boolean otherRole = request.role() != null && account.become(request.role());
    if (renamed || otherRole) {
      tellUpdated(account);
    }
    if (otherRole) {
      // access tokens name the role
      ended.addAll(sessions.endAll(account.id()));
      ended.addAll(account.isAdmin() ? List.of() : apiTokens.endThoseOfAnAdmin(account.id()));
    }
    if (Boolean.TRUE.equals(request.disabled()) && account.disable(now)) {
      events.ofAccount(new UserDisabled(account.id(), now));
      ended.addAll(sessions.endAll(account.id()));
      ended.addAll(apiTokens.endAll(account.id()));
    }
    if (Boolean.FALSE.equals(request.disabled()) && account.enable()) {
      events.ofAccount(new UserEnabled(account.id(), now));
    }
    revocations.announce(account.id(), ended);
  }

  void endOtherSessions(Caller caller) {
    transactions.executeWithoutResult(
        status -> {
          Account account = accounts.lock(caller.userId()).orElseThrow(AccountChanges::noAccount);
          sessions.requireLive(caller.sessionId(), account.id());
          sessions.revokeOthers(Objects.requireNonNull(caller.sessionId()), account.id());
        });
  }

  private void tellUpdated(Account account) {
    events.ofAccount(
        new UserUpdated(
            account.id(), account.username(), account.displayName(), account.role(), now()));
  }

  private AccountView changed(Supplier<Account> change) {
    try {
      return Objects.requireNonNull(transactions.execute(status -> change.get())).view();
    } catch (DataIntegrityViolationException e) {
      throw SignUp.taken(e);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  static ProblemException noAccount() {
    return ProblemException.notFound("account.not_found", "This token has no account.");
  }

  static ProblemException notFound() {
    return ProblemException.notFound("user.not_found", "There is no such user.");
  }
}
