package dev.parley.realtime.presence;

import dev.parley.platform.event.EventMapper;
import dev.parley.realtime.delivery.Passing;
import dev.parley.realtime.delivery.Seat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What clients here are shown of people. One lock from what is known to what is told, so that what
 * is told last is what is true.
 */
@Component
final class Bulletin {

  private final Shown shown = new Shown();
  private final Passing passing;
  private final PassingFrames frames;
  private final RedisLine redis;
  private final EventMapper json;
  private boolean known;

  Bulletin(Passing passing, PassingFrames frames, RedisLine redis, EventMapper json) {
    this.passing = passing;
    this.frames = frames;
    this.redis = redis;
    this.json = json;
  }

  /** To all instances, this one included. */
  void publish(Sight sight, Collection<UUID> conversations) {
    var news = new News.Changed(sight, conversations);
    var _ = redis.publish(new String(json.write(news), StandardCharsets.UTF_8));
  }

  /** To whom it may concern here. */
  synchronized void tell(Sight sight, Collection<UUID> conversations) {
    if (known && shown.isNews(sight)) {
      var _ = shown.newest(sight, System.nanoTime());
      passing.tellMembers(conversations, frames.presence(List.of(sight)));
    }
  }

  synchronized boolean isNews(Sight sight) {
    return known && shown.isNews(sight);
  }

  /**
   * To somebody who has come: who is not offline.
   *
   * @return false where nothing is known
   */
  synchronized boolean introduce(Seat seat, List<Sight> sights) {
    if (!known) {
      seat.pass(frames.unknown());
      return false;
    }
    long now = System.nanoTime();
    List<Sight> present = new ArrayList<>();
    for (Sight sight : sights) {
      Sight newest = shown.newest(sight, now);
      if (newest.status() != Status.OFFLINE) {
        present.add(newest);
      }
    }
    seat.pass(frames.presence(present));
    return true;
  }

  synchronized void nothingIsKnown() {
    if (known) {
      known = false;
      shown.clear();
      passing.tellEverybody(frames.unknown());
    }
  }

  synchronized void knownAgain() {
    known = true;
  }

  synchronized boolean isKnown() {
    return known;
  }

  synchronized List<UUID> present() {
    return shown.present(System.nanoTime());
  }
}
