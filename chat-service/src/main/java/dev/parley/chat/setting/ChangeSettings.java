package dev.parley.chat.setting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.chat.event.AccountEvent.SettingsChanged;
import dev.parley.chat.event.ChatEvents;
import dev.parley.chat.setting.Kind.UnfitException;
import dev.parley.chat.setting.SettingStore.Row;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.resource.IfMatch;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes settings. This instance follows at once, the others when they hear of it. */
@Service
class ChangeSettings {

  private final SettingStore store;
  private final Settings settings;
  private final ChatEvents events;
  private final ObjectMapper json;
  private final TransactionTemplate transactions;
  private final Clock clock;

  ChangeSettings(
      SettingStore store,
      Settings settings,
      ChatEvents events,
      ObjectMapper json,
      TransactionTemplate transactions,
      Clock clock) {
    this.store = store;
    this.settings = settings;
    this.events = events;
    this.json = json;
    this.transactions = transactions;
    this.clock = clock;
  }

  <T> void put(Setting<T> setting, JsonNode given, IfMatch seen, UUID by) {
    JsonNode value = json.valueToTree(fit(setting, given));
    transactions.executeWithoutResult(
        status -> {
          Row before = locked(setting, seen);
          if (before == null || !before.value().equals(value)) {
            Instant now = now();
            store.put(new Row(setting.key(), value, now, by));
            tell(setting, value, false, by, now);
          }
        });
    settings.reload();
  }

  /** Back to what the program says. */
  void reset(Setting<?> setting, IfMatch seen, UUID by) {
    transactions.executeWithoutResult(
        status -> {
          locked(setting, seen);
          if (store.delete(setting.key())) {
            tell(setting, json.valueToTree(setting.standard()), true, by, now());
          }
        });
    settings.reload();
  }

  /** As it is stored, which another instance may have changed since this one looked. */
  private @Nullable Row locked(Setting<?> setting, IfMatch seen) {
    store.lock();
    Map<String, Row> rows = store.all();
    seen.require(SettingView.of(setting, rows));
    return rows.get(setting.key());
  }

  private void tell(Setting<?> setting, JsonNode value, boolean standard, UUID by, Instant now) {
    events.ofAccount(
        new SettingsChanged(setting.key(), value, standard, setting.adminOnly(), by, now));
  }

  private static <T> T fit(Setting<T> setting, JsonNode given) {
    try {
      return setting.kind().read(given);
    } catch (UnfitException e) {
      throw ProblemException.badRequest(
          "request.invalid",
          "The setting '%s' does not take this value.".formatted(setting.key()),
          new FieldError("/value", String.valueOf(e.getMessage())));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
