package dev.parley.platform.cache;

import dev.parley.platform.cache.Announcement.Ref;
import dev.parley.platform.cache.MissedChanges.Missed;
import dev.parley.platform.redis.RedisLink;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps trust alive. One thread sends pulses through Redis, which prove that announcements arrive;
 * another looks for changes that could not be announced, and makes up for them. They are two so
 * that a slow database does not stop the pulse.
 */
final class Heart implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Heart.class);
  private static final long TURN = Duration.ofMinutes(1).toNanos();

  /** Nobody's request waits here. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Caches caches;
  private final RedisLink<byte[]> link;
  private final Trust trust;
  private final MissedChanges missed;
  private final long everyMillis;
  private final AtomicBoolean hurrying = new AtomicBoolean();
  private volatile boolean running;
  private volatile boolean wasWell;
  private long turnedAt = System.nanoTime();
  private final ScheduledExecutorService pulse =
      Executors.newSingleThreadScheduledExecutor(named("cache-pulse"));
  private final ScheduledExecutorService look =
      Executors.newSingleThreadScheduledExecutor(named("cache-look"));

  Heart(
      Caches caches,
      RedisLink<byte[]> link,
      Trust trust,
      MissedChanges missed,
      CacheProperties settings) {
    this.caches = caches;
    this.link = link;
    this.trust = trust;
    this.missed = missed;
    everyMillis = settings.pulse().toMillis();
  }

  /** Nothing to do for a service that keeps nothing. */
  @Override
  public void start() {
    running = true;
    if (caches.names().isEmpty() || !caches.enabled()) {
      return;
    }
    repeat(pulse, this::beat);
    repeat(look, this::lookForMissed);
  }

  private void repeat(ScheduledExecutorService thread, Runnable what) {
    var _ = thread.scheduleWithFixedDelay(what, 0, everyMillis, TimeUnit.MILLISECONDS);
  }

  private static ThreadFactory named(String name) {
    return Thread.ofPlatform().daemon().name(name).factory();
  }

  /** At once instead of at the next turn. */
  void hurry() {
    if (running && hurrying.compareAndSet(false, true)) {
      pulse.execute(this::beat);
      look.execute(this::lookForMissed);
    }
  }

  private void beat() {
    hurrying.set(false);
    try {
      link.open(caches::heard, trust::deafened);
      long sentAt = System.nanoTime();
      await(caches.store().pulse(caches.names(), sentAt));
      say(true, "");
    } catch (Exception e) {
      say(false, e.toString());
    }
    if (System.nanoTime() - turnedAt > TURN) {
      turnedAt = System.nanoTime();
      caches.all().forEach(cache -> cache.meters().turn());
    }
  }

  private void lookForMissed() {
    try {
      long startedAt = System.nanoTime();
      List<Missed> pending = missed.pending();
      makeUpFor(pending);
      trust.lookedForMissed(startedAt);
    } catch (Exception e) {
      log.debug("changes that were not announced: {}", e.toString());
    }
  }

  private void makeUpFor(List<Missed> pending) {
    boolean everything = trust.isForgetting();
    if (pending.isEmpty() && !everything) {
      return;
    }
    try {
      if (everything || pending.stream().anyMatch(m -> m.refs() == null)) {
        forgetEverything();
      } else {
        tell(pending);
      }
      if (!pending.isEmpty()) {
        missed.forget(pending);
      }
    } catch (Exception e) {
      trust.lose();
      if (pending.size() > 100) {
        missed.summarize(pending);
      }
      throw new IllegalStateException("Redis is still away", e);
    }
  }

  private void forgetEverything() throws Exception {
    int what = trust.toForget();
    await(caches.store().forget(caches.names(), System.nanoTime()));
    trust.forgotten(what);
  }

  private void tell(List<Missed> pending) throws Exception {
    Map<Ref, String> keys = new LinkedHashMap<>();
    Set<String> kinds = new HashSet<>();
    for (Missed one : pending) {
      for (Ref ref : refs(one)) {
        if (ref.isAll()) {
          kinds.add(ref.kind());
        } else {
          caches.redisKey(ref).ifPresent(key -> keys.put(ref, key));
        }
      }
    }
    if (!kinds.isEmpty()) {
      await(caches.store().forget(kinds, System.nanoTime()));
    }
    if (!keys.isEmpty()) {
      await(caches.store().release(keys.values(), keys.keySet(), caches.newWriter()));
    }
  }

  private static List<Ref> refs(Missed one) {
    return one.refs() == null ? List.of() : one.refs();
  }

  private static void await(CompletionStage<Long> answer) throws Exception {
    answer.toCompletableFuture().get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Once a change: an outage is one line, not two a second. */
  private void say(boolean well, String why) {
    if (well && !wasWell) {
      log.info("Redis answers: caches are in use");
    } else if (!well && wasWell) {
      log.warn("Redis does not answer, so nothing is cached: {}", why);
    }
    wasWell = well;
  }

  @Override
  public void stop() {
    running = false;
    pulse.shutdownNow();
    look.shutdownNow();
    link.close();
    trust.lose();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the connections that Spring keeps to Redis, after the last request. */
  @Override
  public int getPhase() {
    return 1000;
  }
}
