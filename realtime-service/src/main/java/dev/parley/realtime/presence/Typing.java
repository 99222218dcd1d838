package dev.parley.realtime.presence;

import dev.parley.platform.event.EventMapper;
import dev.parley.realtime.delivery.Passing;
import dev.parley.realtime.delivery.Seat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who is typing, as clients say it here and elsewhere. What is said here is told here at once. */
@Component
public final class Typing {

  private final UUID instance = UUID.randomUUID();
  private final Typists typists;
  private final Passing passing;
  private final PassingFrames frames;
  private final RedisLine redis;
  private final EventMapper json;

  Typing(
      PresenceProperties properties,
      Passing passing,
      PassingFrames frames,
      RedisLine redis,
      EventMapper json) {
    this.typists = new Typists(properties.typing().toNanos(), properties.typingQuiet().toNanos());
    this.passing = passing;
    this.frames = frames;
    this.redis = redis;
    this.json = json;
  }

  /**
   * Waits for nothing.
   *
   * @return false where the user does not take part in that conversation
   */
  public boolean say(Seat seat, UUID conversation, boolean on) {
    if (!seat.takesPartIn(conversation)) {
      return false;
    }
    UUID user = seat.userId();
    if (changed(conversation, user, on)) {
      var news = new News.Typing(instance, conversation, user, on);
      var _ = redis.publish(new String(json.write(news), StandardCharsets.UTF_8));
    }
    return true;
  }

  void hear(News.Typing news) {
    if (!news.from().equals(instance)) {
      var _ = changed(news.conversation(), news.user(), news.on());
    }
  }

  private synchronized boolean changed(UUID conversation, UUID user, boolean on) {
    long now = System.nanoTime();
    boolean changed =
        on ? typists.begins(conversation, user, now) : typists.ends(conversation, user);
    if (changed) {
      tell(typists.tell(conversation, now));
    }
    return changed;
  }

  /** From time to time: who types no longer, and what had to wait. */
  synchronized void tick() {
    tell(typists.tick(System.nanoTime()));
  }

  private void tell(Map<UUID, List<UUID>> rooms) {
    rooms.forEach((id, users) -> passing.tellAllIn(id, frames.typing(id, users)));
  }
}
