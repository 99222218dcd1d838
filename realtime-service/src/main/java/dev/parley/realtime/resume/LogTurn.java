package dev.parley.realtime.resume;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One of the turns at the log, which is given back while there is nothing to do with it. */
final class LogTurn implements AutoCloseable {

  private final Semaphore turns;
  private final long deadline;
  private boolean mine;

  LogTurn(Semaphore turns, long deadline) {
    this.turns = turns;
    this.deadline = deadline;
  }

  /** False where there is none in time. */
  boolean take() throws InterruptedException {
    if (!mine) {
      mine = turns.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
    return mine;
  }

  void giveBack() {
    if (mine) {
      mine = false;
      turns.release();
    }
  }

  @Override
  public void close() {
    giveBack();
  }
}
