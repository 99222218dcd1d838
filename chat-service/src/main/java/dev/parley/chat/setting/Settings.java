package dev.parley.chat.setting;

import dev.parley.chat.setting.SettingStore.Row;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * What admins may change while the installation runs. Held in memory: asking costs nothing, and
 * what is asked twice in a row may differ.
 */
@Service
public class Settings {

  /** What is stored and what follows from it, always of the same moment. */
  record Snapshot(Map<String, Row> rows, Values values) {}

  private final SettingStore store;
  private final Catalogue catalogue;
  private volatile Snapshot snapshot;

  Settings(SettingStore store, Catalogue catalogue) {
    this.store = store;
    this.catalogue = catalogue;
    Map<String, Row> rows = store.all();
    this.snapshot = new Snapshot(rows, Values.of(rows, catalogue));
  }

  void reload() {
    reload(store);
  }

  /** Over a connection of its own, so that a busy pool does not make it late. */
  void reload(Connection connection) {
    reload(store.over(connection));
  }

  /** One at a time, else an older answer could come last. */
  private synchronized void reload(SettingStore from) {
    Map<String, Row> rows = from.all();
    if (!rows.equals(snapshot.rows())) {
      snapshot = new Snapshot(rows, Values.of(rows, catalogue));
    }
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /** Whether people may make accounts for themselves. */
  public boolean registrationOpen() {
    return values().registrationOpen();
  }

  /** In lower case; empty: an e-mail address may have any. */
  public List<String> emailDomains() {
    return values().emailDomains();
  }

  /** What this installation is called. */
  public String siteName() {
    return values().siteName();
  }

  /** For how long authors may edit what they posted; zero: always. */
  public Duration editWindow() {
    return values().editWindow();
  }

  /** From which tools chats may be imported. */
  public List<String> importSources() {
    return values().importSources();
  }

  /** How large a file may be; never more than a request may carry. */
  public long maxFileBytes() {
    return values().maxFileBytes();
  }

  private Values values() {
    return snapshot.values();
  }
}
