package dev.parley.platform.inbox;

import dev.parley.platform.thinning.Thinning;
import org.springframework.jdbc.core.JdbcOperations;

/** Forgets what can no longer be delivered again. */
final class InboxThinning extends Thinning {

  InboxThinning(JdbcOperations jdbc, InboxProperties properties) {
    super(jdbc, "inbox", "seen_at", properties.keep(), properties.thinOutEvery());
  }
}
