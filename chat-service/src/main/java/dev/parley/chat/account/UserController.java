package dev.parley.chat.account;

import dev.parley.platform.json.StorableText;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.resource.IfMatch;
import dev.parley.platform.resource.NotModified;
import dev.parley.platform.resource.Representations;
import dev.parley.platform.security.AdminOnly;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.Role;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Everybody's accounts: a name for everybody, the rest for admins. */
@RestController
@RequestMapping("/api/v1/users")
class UserController {

  /** Of addresses, which are longer than names. */
  private static final int LONGEST_SEARCH = 254;

  private final Profiles profiles;
  private final AccountPages pages;
  private final AccountChanges changes;
  private final Representations representations;

  UserController(
      Profiles profiles,
      AccountPages pages,
      AccountChanges changes,
      Representations representations) {
    this.representations = representations;
    this.profiles = profiles;
    this.pages = pages;
    this.changes = changes;
  }

  @AdminOnly
  @GetMapping
  Listing<AccountView> list(
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String role,
      @RequestParam(required = false) @Nullable Boolean disabled,
      ListRequest request,
      Caller caller) {
    String text = q == null ? null : StorableText.parameter("q", q, LONGEST_SEARCH);
    var filter = new AccountPages.Filter(text, role == null ? null : role(role), disabled);
    return pages.list(filter, caller.userId(), request);
  }

  @GetMapping("/{id}")
  @Nullable UserView get(@PathVariable("id") UUID id, NotModified client, Caller caller) {
    AccountView account = profiles.find(id).orElseThrow(AccountChanges::notFound);
    if (!caller.isAdmin() && !caller.userId().equals(id)) {
      // under a tag of its own: the other one would tell of every login
      return account.asOthersSeeIt();
    }
    return client.check(representations.versionOfKept(account)) ? null : account;
  }

  private static Role role(String name) {
    return Role.named(name)
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "request.invalid_parameter",
                    "The parameter 'role' must be 'user' or 'admin'.",
                    new FieldError("role", "must be 'user' or 'admin'")));
  }

  @AdminOnly
  @PatchMapping("/{id}")
  AccountView change(
      @PathVariable("id") UUID id,
      @Valid @RequestBody ChangeRequests.ByAdmin request,
      IfMatch seen) {
    return changes.byAdmin(id, request, seen);
  }
}
