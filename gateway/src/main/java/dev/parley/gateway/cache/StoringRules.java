package dev.parley.gateway.cache;

import dev.parley.gateway.request.IncomingRequest;
import java.util.List;
import java.util.Locale;

/**
 * What may be kept, and for how long (RFC 9111, 3 and 4.2). Narrower than it has to be: only what a
 * service itself marked public, said the lifetime and the length of, and sent nobody a cookie with.
 */
final class StoringRules {

  private final long maxBodyBytes;

  StoringRules(long maxBodyBytes) {
    this.maxBodyBytes = maxBodyBytes;
  }

  /** How many milliseconds longer it is fresh; 0 for what must not be kept. */
  long lifetime(IncomingRequest request, AnswerHead answer, long now) {
    // most answers are private, and it costs a look to see that
    List<String> caching = answer.headers("Cache-Control");
    if (!mayBePublic(caching) || answer.status() != 200 || !request.method().equals("GET")) {
      return 0;
    }
    Directives directives = Directives.of(caching);
    if (!directives.say("public")
        || directives.say("private")
        || directives.say("no-store")
        || directives.say("no-cache")
        || !isWhole(answer)
        || Directives.of(request.headers("Cache-Control")).say("no-store")) {
      return 0;
    }
    return Math.max(0, lifetime(directives, answer, now) - age(answer));
  }

  private static boolean mayBePublic(List<String> caching) {
    for (String line : caching) {
      if (line.toLowerCase(Locale.ROOT).contains("public")) {
        return true;
      }
    }
    return false;
  }

  private boolean isWhole(AnswerHead answer) {
    long length = length(answer);
    return length >= 0
        && length <= maxBodyBytes
        && answer.header("Set-Cookie") == null
        && answer.header("Content-Range") == null
        && answer.headers("Vary").stream().noneMatch(vary -> vary.contains("*"));
  }

  static long length(AnswerHead answer) {
    String length = answer.header("Content-Length");
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  private static long lifetime(Directives directives, AnswerHead answer, long now) {
    long shared = directives.seconds("s-maxage");
    long seconds = shared == Directives.UNSAID ? directives.seconds("max-age") : shared;
    if (seconds != Directives.UNSAID) {
      return seconds * 1000;
    }
    long expires = HttpDates.read(answer.header("Expires"));
    long date = HttpDates.read(answer.header("Date"));
    return expires == HttpDates.NONE ? 0 : expires - (date == HttpDates.NONE ? now : date);
  }

  /** What caches before us had it for already. */
  static long age(AnswerHead answer) {
    String age = answer.header("Age");
    if (age == null) {
      return 0;
    }
    return Math.max(0, Directives.of(List.of("age=" + age)).seconds("age")) * 1000;
  }
}
