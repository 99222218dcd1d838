package dev.parley.chat.account;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.Role;
import jakarta.validation.Valid;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing up, in and out. */
@RestController
@RequestMapping("/api/v1")
class AuthController {

  private final RegistrationRules rules;
  private final SignUp signUp;
  private final SignIn signIn;
  private final Sessions sessions;
  private final Profiles profiles;

  AuthController(
      RegistrationRules rules, SignUp signUp, SignIn signIn, Sessions sessions, Profiles profiles) {
    this.rules = rules;
    this.signUp = signUp;
    this.signIn = signIn;
    this.sessions = sessions;
    this.profiles = profiles;
  }

  @PostMapping("/auth/register")
  @ResponseStatus(HttpStatus.CREATED)
  AccountView register(@Valid @RequestBody AuthRequests.Register request) {
    rules.check(request);
    return signUp.register(request, Role.USER);
  }

  @PostMapping("/auth/login")
  ResponseEntity<AuthRequests.SignedIn> login(@Valid @RequestBody AuthRequests.Login request) {
    return unstored(signIn.login(request));
  }

  @PostMapping("/auth/refresh")
  ResponseEntity<AuthRequests.SignedIn> refresh(@Valid @RequestBody AuthRequests.Refresh request) {
    return unstored(signIn.refresh(request));
  }

  @PostMapping("/auth/logout")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void logout(Caller caller) {
    if (caller.sessionId() != null) {
      sessions.revoke(caller.sessionId(), caller.userId());
    }
  }

  @GetMapping("/me")
  AccountView me(Caller caller) {
    return profiles
        .find(caller.userId())
        .orElseThrow(
            () -> ProblemException.notFound("account.not_found", "This token has no account."));
  }

  private static <T> ResponseEntity<T> unstored(T tokens) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(tokens);
  }
}
