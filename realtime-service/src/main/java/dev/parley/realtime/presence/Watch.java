package dev.parley.realtime.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.platform.event.EventMapper;
import dev.parley.platform.event.MalformedEventException;
import dev.parley.realtime.presence.RedisLine.Unanswered;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps presence going: hears what instances say, has it said again that people are here, and
 * notices when Redis is away and when it is back. Messages flow all the while.
 */
@Component
final class Watch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Watch.class);
  private static final Duration TICK = Duration.ofMillis(250);

  /** An answer that is missed once is no outage. */
  private static final int MISSED_AT_MOST = 1;

  private final RedisLine redis;
  private final Bulletin bulletin;
  private final Attendance attendance;
  private final Introductions introductions;
  private final Typing typing;
  private final EventMapper json;
  private final PresenceProperties properties;
  private final Worker worker;
  private volatile boolean running;
  private int missed;

  Watch(
      RedisLine redis,
      Bulletin bulletin,
      Attendance attendance,
      Introductions introductions,
      Typing typing,
      EventMapper json,
      PresenceProperties properties,
      Worker worker) {
    this.redis = redis;
    this.bulletin = bulletin;
    this.attendance = attendance;
    this.introductions = introductions;
    this.typing = typing;
    this.json = json;
    this.properties = properties;
    this.worker = worker;
  }

  @Override
  public void start() {
    running = true;
    worker.now(this::check);
    worker.every(properties.check(), this::check);
    worker.every(properties.renew(), this::renew);
    worker.every(TICK, typing::tick);
  }

  private void check() throws InterruptedException {
    if (!running) {
      return;
    }
    try {
      redis.check(this::hear, () -> worker.now(this::check));
      missed = 0;
      if (bulletin.isKnown()) {
        introductions.again();
      } else {
        attendance.sayAll();
        bulletin.knownAgain();
        log.info("Redis answers: it is known who is there");
        attendance.introduceAll();
      }
    } catch (Unanswered e) {
      away(e);
    }
  }

  private void away(Unanswered why) {
    missed++;
    if ((!why.isLate() || missed > MISSED_AT_MOST) && bulletin.isKnown()) {
      log.warn("Redis does not answer, so it is not known who is there: {}", why.getMessage());
      bulletin.nothingIsKnown();
    }
  }

  private void renew() throws InterruptedException {
    if (running && bulletin.isKnown()) {
      try {
        attendance.sayAll();
        attendance.lookAtOthers();
      } catch (Unanswered e) {
        away(e);
      }
    }
  }

  private void hear(String message) {
    try {
      switch (json.read(message.getBytes(UTF_8), News.class)) {
        case News.Changed(var sights, var conversations) -> bulletin.tell(sights, conversations);
        case News.Typing news -> typing.hear(news);
      }
    } catch (MalformedEventException e) {
      log.debug("What another instance says is not understood: {}", e.toString());
    }
  }

  @Override
  public void stop() {
    running = false;
    if (bulletin.isKnown()) {
      try {
        attendance.leaveAll();
      } catch (Unanswered e) {
        log.debug("Who was here is thought to be here for a while: {}", e.toString());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
