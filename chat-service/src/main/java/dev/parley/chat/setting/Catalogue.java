package dev.parley.chat.setting;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** All settings there are. */
@Component
class Catalogue {

  private final Setting<Long> filesMaxBytes;
  private final List<Setting<?>> all;

  Catalogue(@Value("${parley.files.max-size}") DataSize largestUpload) {
    filesMaxBytes = Setting.filesMaxBytes(largestUpload.toBytes());
    all =
        List.of(
            filesMaxBytes,
            Setting.IMPORTS_ALLOWED_SOURCES,
            Setting.MESSAGES_EDIT_WINDOW,
            Setting.REGISTRATION_EMAIL_DOMAINS,
            Setting.REGISTRATION_OPEN,
            Setting.SITE_NAME);
  }

  Setting<Long> filesMaxBytes() {
    return filesMaxBytes;
  }

  /** By key. */
  List<Setting<?>> all() {
    return all;
  }
}
