package dev.parley.chat.account;

import dev.parley.platform.security.Caller;
import dev.parley.platform.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing up, in and out. */
@RestController
@RequestMapping("/api/v1/auth")
class AuthController {

  private final RegistrationRules rules;
  private final SignUp signUp;
  private final SignIn signIn;
  private final Sessions sessions;

  AuthController(RegistrationRules rules, SignUp signUp, SignIn signIn, Sessions sessions) {
    this.rules = rules;
    this.signUp = signUp;
    this.signIn = signIn;
    this.sessions = sessions;
  }

  @PostMapping("/register")
  @ResponseStatus(HttpStatus.CREATED)
  AccountView register(@Valid @RequestBody AuthRequests.Register request) {
    rules.check(request);
    return signUp.register(request, Role.USER);
  }

  @PostMapping("/login")
  ResponseEntity<AuthRequests.SignedIn> login(
      @Valid @RequestBody AuthRequests.Login request, HttpServletRequest from) {
    return unstored(signIn.login(request, Client.of(from)));
  }

  @PostMapping("/refresh")
  ResponseEntity<AuthRequests.SignedIn> refresh(@Valid @RequestBody AuthRequests.Refresh request) {
    return unstored(signIn.refresh(request));
  }

  @PostMapping("/logout")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void logout(Caller caller) {
    if (caller.sessionId() != null) {
      sessions.revoke(caller.sessionId(), caller.userId());
    }
  }

  static <T> ResponseEntity<T> unstored(T tokens) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(tokens);
  }
}
