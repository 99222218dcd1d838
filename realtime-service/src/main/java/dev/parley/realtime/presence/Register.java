package dev.parley.realtime.presence;

import dev.parley.platform.redis.RedisScript;
import dev.parley.realtime.presence.RedisLine.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** What all instances together know of who is there. Waits for Redis: not for event loops. */
@Component
final class Register {

  private static final RedisScript LOOK = RedisScript.of(Register.class, "look.lua");
  private static final int IN_A_CALL = 100;

  /** So many calls are under way: others have something to ask as well. */
  private static final int CALLS = 10;

  private final UUID instance = UUID.randomUUID();
  private final RedisLine redis;
  private final PresenceProperties properties;

  Register(RedisLine redis, PresenceProperties properties) {
    this.redis = redis;
    this.properties = properties;
  }

  /**
   * All of them are here and like this.
   *
   * @param news takes what nobody has been told yet, even when a later part fails
   */
  void say(Collection<UUID> users, Status status, Duration holds, Consumer<Collection<Sight>> news)
      throws Unanswered, InterruptedException {
    var _ = ask(users, status.text(), holds, news);
  }

  /**
   * @param news takes what nobody has been told yet: somebody's instance died
   */
  List<Sight> look(Collection<UUID> users, Consumer<Collection<Sight>> news)
      throws Unanswered, InterruptedException {
    return ask(users, "", Duration.ZERO, news);
  }

  private List<Sight> ask(
      Collection<UUID> users, String says, Duration holds, Consumer<Collection<Sight>> news)
      throws Unanswered, InterruptedException {
    List<UUID> all = List.copyOf(users);
    List<Sight> sights = new ArrayList<>();
    for (int from = 0; from < all.size(); from += CALLS * IN_A_CALL) {
      List<UUID> some = all.subList(from, Math.min(all.size(), from + CALLS * IN_A_CALL));
      sights.addAll(askAtOnce(some, arguments(says, holds), news));
    }
    return sights;
  }

  private List<Sight> askAtOnce(
      List<UUID> users, String[] arguments, Consumer<Collection<Sight>> news)
      throws Unanswered, InterruptedException {
    List<List<UUID>> parts = new ArrayList<>();
    List<CompletionStage<List<Object>>> answers = new ArrayList<>();
    for (int from = 0; from < users.size(); from += IN_A_CALL) {
      List<UUID> part = users.subList(from, Math.min(users.size(), from + IN_A_CALL));
      parts.add(part);
      answers.add(redis.run(LOOK, keys(part), arguments));
    }
    List<Sight> sights = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      sights.addAll(read(parts.get(i), redis.await(answers.get(i)), news));
    }
    return sights;
  }

  private String[] arguments(String says, Duration holds) {
    return new String[] {
      instance.toString(),
      says,
      Long.toString(holds.toMillis()),
      Long.toString(properties.seen().toMillis())
    };
  }

  private static List<String> keys(List<UUID> users) {
    List<String> keys = new ArrayList<>(2 * users.size());
    for (UUID user : users) {
      keys.add("parley:presence:" + user);
      keys.add("parley:seen:" + user);
    }
    return keys;
  }

  private static List<Sight> read(
      List<UUID> users, List<Object> answer, Consumer<Collection<Sight>> news) {
    List<Sight> sights = new ArrayList<>();
    List<Sight> untold = new ArrayList<>();
    for (int i = 0; i < users.size(); i++) {
      String seen = (String) answer.get(4 * i + 2);
      Sight sight =
          new Sight(
              users.get(i),
              Status.of((String) answer.get(4 * i)),
              Long.parseLong((String) answer.get(4 * i + 1)),
              seen.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(seen)));
      sights.add(sight);
      if (answer.get(4 * i + 3).equals("1")) {
        untold.add(sight);
      }
    }
    news.accept(untold);
    return sights;
  }
}
