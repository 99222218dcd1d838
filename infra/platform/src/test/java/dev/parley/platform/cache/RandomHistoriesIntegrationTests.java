package dev.parley.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.server.RedisServer;
import dev.parley.platform.server.Servers;
import dev.parley.testing.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Readers and writers of two instances, while Redis is frozen now and then: whoever has been told
 * that a write is done reads it where it was made, nobody's numbers ever fall back behind that, and
 * in the end all agree with the database, from memory, from Redis and from the source.
 */
class RandomHistoriesIntegrationTests {

  private static final int THINGS = 4;
  private static final int THREADS = 8;
  private static final int STEPS = 250;

  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void nobodyReadsWhatIsNoLongerTrue(long seed) throws Exception {
    String schema = Servers.newSchema();
    try (var redis = RedisServer.startTemporary();
        var one = CacheInstance.start(schema, redis.url()).awaitTrust();
        var other = CacheInstance.start(schema, redis.url()).awaitTrust();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<UUID> things = Stream.generate(one.shelf()::newThing).limit(THINGS).toList();
      var readers =
          IntStream.range(0, THREADS)
              .mapToObj(
                  n ->
                      threads.submit(
                          () -> live(n % 2 == 0 ? one : other, things, random(seed * 100 + n))))
              .toList();
      RandomGenerator random = random(seed);
      while (!readers.stream().allMatch(reader -> reader.isDone())) {
        redis.pause();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(20, 300)); // the outage, not a wait
        redis.resume();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(300, 1500));
      }
      for (var reader : readers) {
        reader.get();
      }
      assertThat(wrong).isEmpty();
      agreeInTheEnd(List.of(one.awaitTrust(), other.awaitTrust()), things);
    }
  }

  private final ConcurrentHashMap<String, Long> told = new ConcurrentHashMap<>();

  private void live(CacheInstance where, List<UUID> things, RandomGenerator random) {
    for (int step = 0; step < STEPS; step++) {
      UUID thing = things.get(random.nextInt(things.size()));
      String place = System.identityHashCode(where) + " " + thing;
      if (random.nextInt(5) == 0) {
        told.merge(place, where.shelf().raise(thing), Math::max);
      } else {
        long atLeast = told.getOrDefault(place, 0L);
        long read = where.shelf().read(thing);
        if (read < atLeast) {
          wrong.add("%d after %d had been told of".formatted(read, atLeast));
        }
      }
    }
  }

  private static void agreeInTheEnd(List<CacheInstance> instances, List<UUID> things) {
    List<Runnable> views = new ArrayList<>();
    for (CacheInstance instance : instances) {
      views.add(() -> {});
      views.add(() -> instance.shelf().cache().evictAll());
    }
    for (Runnable view : views) {
      for (UUID thing : things) {
        long stored = instances.getFirst().shelf().stored(thing).number();
        for (CacheInstance instance : instances) {
          view.run();
          Patience.await().until(() -> instance.shelf().read(thing) == stored);
          assertThat(instance.shelf().read(thing)).isEqualTo(stored);
        }
      }
    }
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
