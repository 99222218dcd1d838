package dev.parley.search.access;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When anything last changed in what somebody may read. Conversations are remembered, and only
 * those that have changed since are asked for.
 */
@Component
public class Touches {
  private final JdbcClient jdbc;
  private final ConcurrentMap<Integer, Long> byNumber = new ConcurrentHashMap<>();

  /** Everything up to there is in the map: written after it. */
  private volatile long known;

  Touches(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public long in(Reach reach) {
    catchUp();
    return reach.numbers().stream()
        .mapToLong(number -> byNumber.getOrDefault(number, 0L))
        .max()
        .orElse(0);
  }

  private void catchUp() {
    record Touch(int number, long touched) {}
    long[] newest = {known};
    jdbc.sql("SELECT number, touched FROM conversation WHERE touched > :known")
        .param("known", newest[0])
        .query(Touch.class)
        .list()
        .forEach(
            touch -> {
              byNumber.merge(touch.number(), touch.touched(), Math::max);
              newest[0] = Math.max(newest[0], touch.touched());
            });
    synchronized (this) {
      known = Math.max(known, newest[0]);
    }
  }
}
