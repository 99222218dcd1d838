package dev.parley.chat.setting;

import java.util.List;

/**
 * Something an admin may change while the installation runs.
 *
 * @param key its stable name
 * @param kind what values it takes
 * @param standard what holds until somebody says otherwise
 * @param adminOnly whether it is nobody else's business
 */
record Setting<T>(String key, Kind<T> kind, T standard, boolean adminOnly, String description) {

  static final Setting<Boolean> REGISTRATION_OPEN =
      open(
          "registration.open",
          new Kind.Flag(),
          true,
          "Whether people may make accounts for themselves.");

  static final Setting<List<String>> REGISTRATION_EMAIL_DOMAINS =
      new Setting<>(
          "registration.email_domains",
          new Kind.Words(100, "[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?"),
          List.of(),
          true,
          "The domains that e-mail addresses of new accounts must have; empty: any.");

  static final Setting<String> SITE_NAME =
      open("site.name", new Kind.Text(1, 60), "Parley", "What this installation is called.");

  static final Setting<Long> MESSAGES_EDIT_WINDOW =
      open(
          "messages.edit_window",
          new Kind.Whole(0, 31_536_000),
          0L,
          "For how many seconds authors may edit what they posted; 0: always.");

  static final Setting<List<String>> IMPORTS_ALLOWED_SOURCES =
      open(
          "imports.allowed_sources",
          new Kind.Words(100, "[a-z0-9][a-z0-9._-]{0,49}"),
          List.of("chatgpt", "claude", "discord", "gemini", "json", "slack", "whatsapp"),
          "From which tools chats may be imported.");

  /**
   * @param largest what requests may carry, which no setting changes
   */
  static Setting<Long> filesMaxBytes(long largest) {
    return open(
        "files.max_bytes",
        new Kind.Whole(1, largest),
        largest,
        "How large a file may be, in bytes.");
  }

  private static <T> Setting<T> open(String key, Kind<T> kind, T standard, String description) {
    return new Setting<>(key, kind, standard, false, description);
  }
}
