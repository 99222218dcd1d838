package dev.parley.realtime.presence;

import static java.util.stream.Collectors.groupingBy;

import dev.parley.platform.event.EventMapper;
import dev.parley.realtime.delivery.Passing;
import dev.parley.realtime.delivery.Seat;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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
  void publish(Collection<Sight> sights, Function<UUID, Set<UUID>> conversations) {
    byConversations(sights, conversations)
        .forEach(
            (where, some) -> {
              var news = new News.Changed(some, where);
              var _ = redis.publish(new String(json.write(news), StandardCharsets.UTF_8));
            });
  }

  /** To whom it may concern here, where it is news. */
  void tell(Collection<Sight> sights, Function<UUID, Set<UUID>> conversations) {
    byConversations(news(sights), conversations).forEach((where, some) -> tell(some, where));
  }

  synchronized void tell(Collection<Sight> sights, Collection<UUID> conversations) {
    List<Sight> news = news(sights);
    if (!news.isEmpty()) {
      long now = System.nanoTime();
      news.forEach(sight -> shown.newest(sight, now));
      passing.tellMembers(conversations, frames.presence(news));
    }
  }

  private synchronized List<Sight> news(Collection<Sight> sights) {
    return known ? sights.stream().filter(shown::isNews).toList() : List.of();
  }

  /** Those who come to a room together are told of together. */
  private static Map<Set<UUID>, List<Sight>> byConversations(
      Collection<Sight> sights, Function<UUID, Set<UUID>> conversations) {
    return sights.stream().collect(groupingBy(sight -> conversations.apply(sight.user())));
  }

  /** Of whom it has to be asked before somebody can be introduced to them. */
  synchronized List<UUID> strangers(Collection<UUID> users) {
    return users.stream().filter(user -> shown.of(user) == null).toList();
  }

  /**
   * To somebody who has come: who of these is not offline.
   *
   * @param sights of those who were strangers
   * @return false where nothing is known
   */
  synchronized boolean introduce(Seat seat, Collection<UUID> users, List<Sight> sights) {
    if (!known) {
      seat.pass(frames.unknown());
      return false;
    }
    long now = System.nanoTime();
    sights.forEach(sight -> shown.newest(sight, now));
    seat.pass(
        frames.presence(
            users.stream()
                .map(shown::of)
                .filter(sight -> sight != null && sight.status() != Status.OFFLINE)
                .toList()));
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
