package dev.parley.chat.account;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Secrets that accounts begin with. */
@ConfigurationProperties("parley.accounts")
record AccountProperties(String adminPassword, String opsSecret) {

  @Override
  public String toString() {
    return "AccountProperties[]";
  }
}
