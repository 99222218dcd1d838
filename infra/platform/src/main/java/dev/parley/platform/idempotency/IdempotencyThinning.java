package dev.parley.platform.idempotency;

import dev.parley.platform.thinning.Thinning;
import org.springframework.jdbc.core.JdbcOperations;

/** Forgets keys that are past their time. */
final class IdempotencyThinning extends Thinning {

  IdempotencyThinning(JdbcOperations jdbc, IdempotencyProperties properties) {
    super(jdbc, "idempotency_key", "first_attempt", properties.keep(), properties.thinOutEvery());
  }
}
