package dev.parley.chat.setting;

import dev.parley.chat.setting.Kind.UnfitException;
import dev.parley.chat.setting.SettingStore.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all settings are at one moment. */
record Values(
    boolean registrationOpen,
    List<String> emailDomains,
    String siteName,
    Duration editWindow,
    List<String> importSources,
    long maxFileBytes) {

  private static final Logger log = LoggerFactory.getLogger(Values.class);

  static Values of(Map<String, Row> rows, Catalogue catalogue) {
    return new Values(
        value(Setting.REGISTRATION_OPEN, rows),
        value(Setting.REGISTRATION_EMAIL_DOMAINS, rows),
        value(Setting.SITE_NAME, rows),
        Duration.ofSeconds(value(Setting.MESSAGES_EDIT_WINDOW, rows)),
        value(Setting.IMPORTS_ALLOWED_SOURCES, rows),
        value(catalogue.filesMaxBytes(), rows));
  }

  /** A version with other bounds may have written the row: then the standard holds. */
  static <T> T value(Setting<T> setting, Map<String, Row> rows) {
    Row row = rows.get(setting.key());
    if (row == null) {
      return setting.standard();
    }
    try {
      return setting.kind().read(row.value());
    } catch (UnfitException e) {
      log.warn("setting {} is ignored: it {}", setting.key(), e.getMessage());
      return setting.standard();
    }
  }
}
