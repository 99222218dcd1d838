package dev.parley.chat.account;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Makes the account {@code admin} on a fresh install; later starts leave it as it is. */
@Component
class FirstAdmin implements ApplicationRunner {

  private static final Logger log = LoggerFactory.getLogger(FirstAdmin.class);
  private static final String NAME = "admin";
  private static final int MOST_TRIES = 10;

  private final Accounts accounts;
  private final SignUp signUp;
  private final AccountProperties properties;

  FirstAdmin(Accounts accounts, SignUp signUp, AccountProperties properties) {
    this.accounts = accounts;
    this.signUp = signUp;
    this.properties = properties;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (accounts.usernameTaken(NAME)) {
      return;
    }
    if (properties.adminPassword().isBlank()) {
      log.warn("There is no admin yet: set PARLEY_ADMIN_PASSWORD and start again to get one.");
      return;
    }
    for (int tries = 0; tries < MOST_TRIES && !accounts.usernameTaken(NAME); tries++) {
      make();
    }
  }

  private void make() {
    try {
      signUp.register(
          new AuthRequests.Register(
              NAME, "admin@localhost", properties.adminPassword(), "Administrator"),
          Role.ADMIN);
      log.info("The account '{}' was made, with the password in PARLEY_ADMIN_PASSWORD.", NAME);
    } catch (ProblemException e) {
      // another instance that starts at the same moment was first, or the machine is very busy
      log.debug("no admin made: {}", e.code());
    }
  }
}
