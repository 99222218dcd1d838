package dev.parley.chat.setting;

import dev.parley.platform.postgres.DirectConnections;
import dev.parley.platform.postgres.NotificationListener;
import dev.parley.platform.postgres.NotificationListener.Hearer;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What admins change is true on every instance within a second. It is announced by the database
 * that holds it, so nothing else need be there; and where announcements are lost on the way, as
 * behind some poolers, asking after each silence finds it in time all the same.
 */
@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

  /** Who hears of no change asks after so long. */
  static final Duration SILENCE = Duration.ofMillis(700);

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

  @Bean
  NotificationListener settingsListener(DirectConnections connections, Settings settings) {
    return settingsListener(connections, settings, SettingStore.CHANNEL);
  }

  static NotificationListener settingsListener(
      DirectConnections connections, Settings settings, String channel) {
    return new NotificationListener(
        "settings-listener",
        channel,
        SILENCE,
        () -> connections.open("settings", LONGEST_ANSWER),
        new Reload(settings));
  }

  private record Reload(Settings settings) implements Hearer {
    @Override
    public void listening(Connection connection) {
      settings.reload(connection);
    }

    @Override
    public void heard(List<String> payloads, Connection connection) {
      settings.reload(connection);
    }

    @Override
    public void silence(Connection connection) {
      settings.reload(connection);
    }
  }
}
