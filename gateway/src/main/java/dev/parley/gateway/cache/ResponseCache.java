package dev.parley.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.parley.gateway.request.IncomingRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Answers that are shared by all callers, in memory, by address. */
final class ResponseCache {

  /** Of one address, for requests that say different things. */
  private static final int MOST_VARIANTS = 16;

  /** An address stays known as public for a while, so that the next to ask for it ask once. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private static final Lookup.Miss BYPASS = Lookup.Miss.of("bypass", false, false);
  private static final Lookup.Miss REQUEST = Lookup.Miss.of("request", true, false);
  private static final Lookup.Miss UNSTORABLE = Lookup.Miss.of("request", false, false);
  private static final Lookup.Miss UNKNOWN = Lookup.Miss.of("uri-miss", true, false);
  private static final Lookup.Miss VARIES = Lookup.Miss.of("vary-miss", true, true);
  private static final Lookup.Miss STALE = Lookup.Miss.of("stale", true, true);

  private final Cache<String, List<StoredAnswer>> answers;
  private final StoringRules rules;
  private final InstantSource clock;

  ResponseCache(long maxBytes, long maxBodyBytes, InstantSource clock) {
    this.clock = clock;
    this.rules = new StoringRules(maxBodyBytes);
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher(
                (String key, List<StoredAnswer> all) ->
                    2 * key.length() + all.stream().mapToInt(StoredAnswer::weight).sum())
            .expireAfter(
                Expiry.<String, List<StoredAnswer>>writing(
                    (_, all) -> Duration.ofMillis(freshFor(all)).plus(REMEMBERED)))
            .build();
  }

  private long freshFor(List<StoredAnswer> all) {
    long now = clock.millis();
    return all.stream().mapToLong(answer -> Math.max(0, answer.freshUntil() - now)).max().orElse(0);
  }

  static String key(IncomingRequest request) {
    String query = request.query();
    return query == null ? request.path() : request.path() + '?' + query;
  }

  /** For a GET or HEAD. */
  Lookup lookup(IncomingRequest request, String key) {
    if (request.header("Range") != null
        || request.header("If-Match") != null
        || request.header("If-Unmodified-Since") != null
        || isMoreThanAQuestion(request)) {
      return BYPASS;
    }
    List<StoredAnswer> all = answers.getIfPresent(key);
    return all == null ? unknown(request) : among(all, request);
  }

  /** Nobody is to wait until somebody else's body has come, or until a socket is open. */
  private static boolean isMoreThanAQuestion(IncomingRequest request) {
    String length = request.header("Content-Length");
    String upgrade = request.header("Upgrade");
    return (length != null && !length.equals("0"))
        || request.header("Transfer-Encoding") != null
        || (upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket"));
  }

  private static Lookup unknown(IncomingRequest request) {
    return request.header("Cache-Control") == null ? UNKNOWN : orAsAsked(request, UNKNOWN);
  }

  private static Lookup orAsAsked(IncomingRequest request, Lookup otherwise) {
    Directives asked = Directives.of(request.headers("Cache-Control"));
    if (asked.say("no-store")) {
      return UNSTORABLE;
    }
    return asked.say("no-cache") ? REQUEST : otherwise;
  }

  private Lookup among(List<StoredAnswer> all, IncomingRequest request) {
    long now = clock.millis();
    for (StoredAnswer answer : all) {
      if (answer.answers(request)) {
        if (!answer.isFresh(now)) {
          return STALE;
        }
        Directives asked = Directives.of(request.headers("Cache-Control"));
        if (asked.say("no-store")) {
          return UNSTORABLE;
        }
        return wantsNewer(request, asked, answer, now) ? REQUEST : new Lookup.Hit(answer, now);
      }
    }
    return orAsAsked(request, VARIES);
  }

  private static boolean wantsNewer(
      IncomingRequest request, Directives asked, StoredAnswer answer, long now) {
    long maxAge = asked.seconds("max-age");
    long minFresh = asked.seconds("min-fresh");
    String pragma = request.header("Cache-Control") == null ? request.header("Pragma") : null;
    return asked.say("no-cache")
        || (pragma != null && pragma.contains("no-cache"))
        || (maxAge != Directives.UNSAID && answer.age(now) > maxAge)
        || (minFresh != Directives.UNSAID && now + minFresh * 1000 > answer.freshUntil());
  }

  /** How long the answer may be kept, before anybody has read its body; 0 for not at all. */
  long lifetime(IncomingRequest request, AnswerHead head) {
    return rules.lifetime(request, head, clock.millis());
  }

  /** Keeps a whole answer. */
  StoredAnswer store(
      String key, IncomingRequest request, AnswerHead head, byte[] body, long lifetime) {
    var fresh = StoredAnswer.of(request, head, body, lifetime, clock.millis());
    answers.asMap().merge(key, List.of(fresh), (before, _) -> withFirst(fresh, before));
    return fresh;
  }

  private static List<StoredAnswer> withFirst(StoredAnswer fresh, List<StoredAnswer> before) {
    List<StoredAnswer> all = new ArrayList<>();
    all.add(fresh);
    before.stream()
        .filter(answer -> !answer.variesLike(fresh))
        .limit(MOST_VARIANTS - 1L)
        .forEach(all::add);
    return List.copyOf(all);
  }

  boolean knows(String key) {
    return answers.asMap().containsKey(key);
  }

  /** Somebody has changed what is at this address. */
  void forget(String key) {
    answers.invalidate(key);
  }

  void forgetAll() {
    answers.invalidateAll();
  }

  long size() {
    return answers.estimatedSize();
  }
}
