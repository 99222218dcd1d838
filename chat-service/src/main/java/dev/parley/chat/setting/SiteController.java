package dev.parley.chat.setting;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a client needs to know before anybody has signed in. */
@RestController
class SiteController {

  private final Settings settings;

  SiteController(Settings settings) {
    this.settings = settings;
  }

  /**
   * @param name what the installation is called
   * @param registrationOpen whether to offer to make an account
   */
  record Site(String name, boolean registrationOpen) {}

  @GetMapping("/api/v1/site")
  Site site() {
    return new Site(settings.siteName(), settings.registrationOpen());
  }
}
