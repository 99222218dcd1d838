package dev.parley.platform.cache;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Warms caches on demand, and once the instance serves requests already. */
final class WarmUp implements ApplicationListener<ApplicationReadyEvent> {

  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
  private static final Duration FOR_REDIS = Duration.ofSeconds(30);

  private final List<CacheWarmer> warmers;
  private final Trust trust;
  private final CacheProperties.Warm settings;

  WarmUp(List<CacheWarmer> warmers, Trust trust, CacheProperties settings) {
    this.warmers = warmers;
    this.trust = trust;
    this.settings = settings.warm();
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent ready) {
    if (settings.atStart() && !warmers.isEmpty()) {
      Thread.ofVirtual().name("cache-warm-up").start(this::afterStart);
    }
  }

  private void afterStart() {
    try {
      if (!trust.awaitFirst(FOR_REDIS)) {
        return;
      }
      for (CacheWarmer warmer : warmers) {
        log.debug("{}: {} read in", warmer.cache(), warmer.warm(settings.most()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // nothing depends on it
      log.info("caches stay cold: {}", e.toString());
    }
  }

  /** Empty: nobody knows how to warm this one. */
  OptionalInt warm(String cache, int most) {
    return warmers.stream()
        .filter(warmer -> warmer.cache().equals(cache))
        .mapToInt(warmer -> warmer.warm(most))
        .findFirst();
  }

  int usually() {
    return settings.most();
  }
}
