package dev.parley.chat.account;

import dev.parley.chat.setting.Settings;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Who may make an account without an admin's help. */
@Component
class RegistrationRules {

  private final Settings settings;

  RegistrationRules(Settings settings) {
    this.settings = settings;
  }

  void check(AuthRequests.Register request) {
    if (!settings.registrationOpen()) {
      throw ProblemException.forbidden(
          "registration.closed", "This installation takes no new accounts. Ask its admin.");
    }
    requireAccepted(request.email());
  }

  /** Those who have an account do not move to where nobody registers from. */
  void requireAccepted(String email) {
    List<String> domains = settings.emailDomains();
    String domain = email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    if (!domains.isEmpty() && !domains.contains(domain)) {
      throw ProblemException.badRequest(
          "request.invalid",
          "This installation takes accounts of some e-mail domains only.",
          new FieldError("/email", "is of a domain that is not accepted here"));
    }
  }
}
