package dev.parley.bench.faults;

import dev.parley.bench.chat.People;
import dev.parley.bench.chat.Wire;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A client that sends each message again, with the same id, until it is told that it is there. */
final class StubbornPoster implements Runnable {

  private static final long BEFORE_A_REPEAT = 50_000_000;

  private final People people;
  private final int person;
  private final int port;
  private final long pause;
  private final Set<UUID> acknowledged = new HashSet<>();
  private volatile boolean stopping;
  private volatile int acknowledgedNow;
  private final AtomicInteger failures = new AtomicInteger();
  private @Nullable Wire wire;

  StubbornPoster(People people, int person, int port, long pause) {
    this.people = people;
    this.person = person;
    this.port = port;
    this.pause = pause;
  }

  @Override
  public void run() {
    while (!stopping) {
      UUID id = UUID.randomUUID();
      while (!isPosted(id)) {
        failures.incrementAndGet();
        LockSupport.parkNanos(BEFORE_A_REPEAT);
      }
      acknowledged.add(id);
      acknowledgedNow = acknowledged.size();
      LockSupport.parkNanos(pause);
    }
  }

  private boolean isPosted(UUID id) {
    try {
      Wire open = wire;
      if (open == null) {
        open = new Wire(port);
        wire = open;
      }
      int status = open.ask(people.post(person, id, "still there?")).status();
      if (status / 100 == 4 && status != 401) {
        throw new IllegalStateException("refused with " + status);
      }
      return status == 201;
    } catch (IOException _) {
      wire = null;
      return false;
    }
  }

  void stop() {
    stopping = true;
  }

  int acknowledgedNow() {
    return acknowledgedNow;
  }

  int failures() {
    return failures.get();
  }

  /** When it has stopped. */
  Set<UUID> acknowledged() {
    return acknowledged;
  }
}
