package dev.parley.search.query;

import dev.parley.platform.cache.CacheKind;
import dev.parley.platform.cache.Caches;
import dev.parley.platform.cache.KeyForm;
import dev.parley.platform.cache.TwoLevelCache;
import dev.parley.search.access.Reach;
import dev.parley.search.access.Touches;
import dev.parley.search.engine.Engine;
import dev.parley.search.text.Hash;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Answers that were given before. The key says of when they are: it changes with what the caller
 * may read and with whatever is written there, so nothing has to be taken away. An answer of an
 * index that is behind that is not kept, nor is one without matches: who has just found nothing
 * looks again.
 */
@Component
class KnownAnswers {
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final DataSize MEMORY = DataSize.ofMegabytes(16);

  /** A hash, which says nothing of the query to who looks into Redis. */
  private static final KeyForm<String> HASH =
      new KeyForm<>() {
        @Override
        public String write(String key) {
          return "{" + key + "}";
        }

        @Override
        public String read(String text) {
          return text.substring(1, text.length() - 1);
        }
      };

  private final @Nullable TwoLevelCache<String, SearchAnswer> cache;
  private final Touches touches;

  /**
   * @param caches empty where there is no Redis to be had
   */
  KnownAnswers(Optional<Caches> caches, Touches touches) {
    cache =
        caches
            .map(
                all ->
                    all.create(
                        new CacheKind<>("search", 2, SearchAnswer.class, HASH, KEPT, MEMORY)))
            .orElse(null);
    this.touches = touches;
  }

  SearchAnswer get(SearchRequest request, Reach reach, Engine engine, Supplier<SearchAnswer> look) {
    if (cache == null || !cache.isOpen()) {
      return look.get();
    }
    long touched = touches.in(reach);
    if (engine.freshness().position() < touched) {
      return look.get();
    }
    AtomicReference<@Nullable SearchAnswer> empty = new AtomicReference<>();
    SearchAnswer known =
        cache.get(
            key(request, reach, engine, touched),
            _ -> {
              SearchAnswer found = look.get();
              if (found.items().isEmpty()) {
                empty.set(found);
                return null;
              }
              return found;
            });
    if (known != null) {
      return known;
    }
    // who waited for another's load that found nothing looks for themselves
    SearchAnswer mine = empty.get();
    return mine != null ? mine : Objects.requireNonNull(look.get());
  }

  private static String key(SearchRequest request, Reach reach, Engine engine, long touched) {
    return Hash.of(
        "%s\n%s\n%s\n%s\n%d\n%s\n%d\n%d"
            .formatted(
                request.scope(reach.reader()),
                request.parsed().warnings(),
                request.after(),
                request.facets().stream().sorted().toList(),
                request.limit(),
                engine.name(),
                reach.version(),
                touched));
  }
}
