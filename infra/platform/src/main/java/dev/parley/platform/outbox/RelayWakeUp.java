package dev.parley.platform.outbox;

/** Tells whoever owns these shards that rows have been committed there. Must not block or throw. */
@FunctionalInterface
interface RelayWakeUp {
  void wake(int shards);
}
