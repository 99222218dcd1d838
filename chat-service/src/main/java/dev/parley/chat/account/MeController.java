package dev.parley.chat.account;

import dev.parley.platform.resource.IfMatch;
import dev.parley.platform.resource.NotModified;
import dev.parley.platform.resource.Representations;
import dev.parley.platform.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own account. */
@RestController
@RequestMapping("/api/v1/me")
class MeController {

  private final Profiles profiles;
  private final AccountChanges changes;
  private final PasswordChange passwordChange;
  private final Representations representations;

  MeController(
      Profiles profiles,
      AccountChanges changes,
      PasswordChange passwordChange,
      Representations representations) {
    this.representations = representations;
    this.profiles = profiles;
    this.changes = changes;
    this.passwordChange = passwordChange;
  }

  @GetMapping
  @Nullable AccountView me(NotModified client, Caller caller) {
    AccountView account = profiles.find(caller.userId()).orElseThrow(AccountChanges::noAccount);
    return client.check(representations.versionOfKept(account)) ? null : account;
  }

  @PatchMapping
  AccountView change(
      @Valid @RequestBody ChangeRequests.OfOneself request, IfMatch seen, Caller caller) {
    if (request.email() != null) {
      caller.requireSession(); // it is a name to sign in with
    }
    return changes.ofOneself(caller.userId(), request, seen);
  }

  /** All sessions end, this one too: the answer is a new one. */
  @PostMapping("/password")
  ResponseEntity<AuthRequests.SignedIn> changePassword(
      @Valid @RequestBody ChangeRequests.NewPassword request,
      Caller caller,
      HttpServletRequest from) {
    return AuthController.unstored(passwordChange.change(caller, request, Client.of(from)));
  }
}
