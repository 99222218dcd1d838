package dev.parley.chat.account;

import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Caller;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where somebody is signed in, and how to sign out there. */
@RestController
@RequestMapping("/api/v1/auth/sessions")
class SessionController {

  private final Sessions sessions;
  private final SessionList list;
  private final AccountChanges changes;

  SessionController(Sessions sessions, SessionList list, AccountChanges changes) {
    this.sessions = sessions;
    this.list = list;
    this.changes = changes;
  }

  @GetMapping
  Listing<SessionList.SessionView> list(ListRequest request, Caller caller) {
    return list.of(caller, request);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable("id") UUID id, Caller caller) {
    if (!sessions.revoke(id, caller.userId())) {
      throw ProblemException.notFound("session.not_found", "You have no such session open.");
    }
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void endOthers(Caller caller) {
    changes.endOtherSessions(caller);
  }
}
