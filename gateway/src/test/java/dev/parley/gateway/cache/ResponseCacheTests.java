package dev.parley.gateway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.request.SomeRequest;
import dev.parley.testing.Patience;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept, for whom, and for how long. */
class ResponseCacheTests {

  private static final String PAGE = "/api/v1/site";
  private static final String LENGTH = "Content-Length: 5";

  private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
  private final ResponseCache cache =
      new ResponseCache(100_000, 1000, () -> Instant.ofEpochMilli(now.get()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 | 200 | Cache-Control: public, max-age=60",
        "60 | 200 | Cache-Control: Public, Max-Age=60",
        "60 | 200 | Cache-Control: max-age=60 \\ Cache-Control: public",
        "20 | 200 | Cache-Control: public, max-age=60, s-maxage=20",
        "60 | 200 | Cache-Control: public, max-age=\"60\"",
        "60 | 200 | Cache-Control: public, x=\"private, no-store\", max-age=60",
        "45 | 200 | Cache-Control: public, max-age=60 \\ Age: 15",
        "0  | 200 | Cache-Control: public, max-age=60 \\ Age: 61",
        "30 | 200 | Cache-Control: public \\ Date: Sat, 21 Nov 2026 10:00:00 GMT \\ Expires: Sat, 21 Nov 2026 10:00:30 GMT",
        "0  | 200 | Cache-Control: public \\ Date: Sat, 21 Nov 2026 10:00:00 GMT \\ Expires: 0",
        "0  | 200 | Cache-Control: public",
        "0  | 200 | Cache-Control: max-age=60",
        "0  | 200 | Cache-Control: s-maxage=60",
        "0  | 200 | Cache-Control: private, max-age=60",
        "0  | 200 | Cache-Control: public, private, max-age=60",
        "0  | 200 | Cache-Control: public, private=\"x-a\", max-age=60",
        "0  | 200 | Cache-Control: public, no-store, max-age=60",
        "0  | 200 | Cache-Control: public, no-cache, max-age=60",
        "0  | 200 | Cache-Control: x-public, max-age=60",
        "0  | 200 | Cache-Control: public, max-age=sixty",
        "0  | 200 | Cache-Control: public, max-age=-60",
        "0  | 200 | Cache-Control: public, max-age=60 \\ Set-Cookie: a=b",
        "0  | 200 | Cache-Control: public, max-age=60 \\ Vary: Accept, *",
        "0  | 200 | Cache-Control: public, max-age=60 \\ Content-Length: 1001",
        "0  | 206 | Cache-Control: public, max-age=60 \\ Content-Range: bytes 0-4/9",
        "0  | 404 | Cache-Control: public, max-age=60",
        "0  | 500 | Cache-Control: public, max-age=60",
      })
  void onlyWhatAServiceGaveToEverybodyIsKept(long seconds, int status, String headers) {
    String all = headers.contains("Length") ? headers : headers + " \\ " + LENGTH;
    SomeHead head = SomeHead.of(status, all.split(" \\\\ ", -1));

    assertThat(cache.lifetime(SomeRequest.get(PAGE), head)).isEqualTo(seconds * 1000);
  }

  @Test
  void whatIsOfUnknownLengthMayBeHalfOfIt() {
    SomeHead head = SomeHead.of(200, "Cache-Control: public, max-age=60");

    assertThat(cache.lifetime(SomeRequest.get(PAGE), head)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | 0 | hit",
        " | 59 | hit",
        " | 60 | stale",
        "Cache-Control: no-cache | 0 | request",
        "Cache-Control: no-store | 0 | request",
        "Cache-Control: max-age=5 | 5 | hit",
        "Cache-Control: max-age=5 | 6 | request",
        "Cache-Control: min-fresh=10 | 50 | hit",
        "Cache-Control: min-fresh=10 | 51 | request",
        "Pragma: no-cache | 0 | request",
        "Authorization: Bearer of somebody | 0 | hit",
        "Range: bytes=0-1 | 0 | bypass",
        "If-Match: \"a\" | 0 | bypass",
      })
  void whatIsKeptAnswersUntilItIsStaleOrNotWanted(
      @Nullable String header, long after, String expected) {
    store(SomeRequest.get(PAGE), "first");
    now.addAndGet(after * 1000);

    Lookup lookup = lookup(header == null ? SomeRequest.get(PAGE) : with(header));

    if (lookup instanceof Lookup.Miss miss) {
      assertThat(miss.status()).isEqualTo("parley; fwd=" + expected);
    } else {
      assertThat(expected).isEqualTo("hit");
      assertThat(body(lookup)).isEqualTo("first");
      assertThat(((Lookup.Hit) lookup).status()).isEqualTo("parley; hit; ttl=" + (60 - after));
    }
  }

  private static SomeRequest with(String header) {
    return SomeRequest.get(PAGE, header.split(": ", 2));
  }

  /** Others would wait until that body has come, or that socket is open. */
  @ParameterizedTest
  @CsvSource({"Content-Length, 1000", "Transfer-Encoding, chunked", "Upgrade, WebSocket"})
  void nobodyWaitsForWhatIsMoreThanAQuestion(String header, String value) {
    assertThat(lookup(SomeRequest.get(PAGE, header, value)))
        .isInstanceOfSatisfying(Lookup.Miss.class, miss -> assertThat(miss.mayStore()).isFalse());
  }

  @Test
  void eachAddressHasItsOwn() {
    store(SomeRequest.get(PAGE + "?a=1"), "first");

    assertThat(lookup(SomeRequest.get(PAGE + "?a=1"))).isInstanceOf(Lookup.Hit.class);
    for (String other : new String[] {PAGE, PAGE + "?a=2", PAGE + "?", PAGE + "/?a=1", "/api"}) {
      assertThat(lookup(SomeRequest.get(other))).as(other).isInstanceOf(Lookup.Miss.class);
    }
  }

  @Test
  void whatVariesIsShownToThoseWhoAskAlike() {
    store(SomeRequest.get(PAGE, "Accept-Language", "de"), "deutsch", "Vary: Accept-Language");
    store(SomeRequest.get(PAGE), "none", "Vary: Accept-Language");

    assertThat(body(lookup(SomeRequest.get(PAGE, "Accept-Language", "de")))).isEqualTo("deutsch");
    assertThat(body(lookup(SomeRequest.get(PAGE)))).isEqualTo("none");
    assertThat(lookup(SomeRequest.get(PAGE, "Accept-Language", "fr")))
        .isInstanceOfSatisfying(
            Lookup.Miss.class,
            miss -> assertThat(miss.status()).isEqualTo("parley; fwd=vary-miss"));

    for (int i = 0; i < 50; i++) {
      store(SomeRequest.get(PAGE, "Accept-Language", "x" + i), "x", "Vary: Accept-Language");
    }
    assertThat(lookup(SomeRequest.get(PAGE))).as("not any number").isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void nothingOfWhoAskedFirstIsKept() {
    var kept = new StringBuilder();
    store(
        SomeRequest.get(PAGE),
        "first",
        "Content-Type: text/plain",
        "RateLimit: \"a\";r=1",
        "X-Request-Id: 1",
        "Server-Timing: app;dur=1",
        "Connection: close, X-Hop",
        "X-Hop: 1",
        "X-Own: 1");

    ((Lookup.Hit) lookup(SomeRequest.get(PAGE)))
        .answer()
        .eachHeader((name, value) -> kept.append(name).append(' '));

    assertThat(kept.toString().split(" "))
        .containsExactlyInAnyOrder("Cache-Control", "Content-Type", "ETag", "X-Own");
  }

  @Test
  void whatChangedIsForgottenAndSoIsWhatThereIsNoRoomFor() {
    store(SomeRequest.get(PAGE), "first");
    cache.forget(PAGE);
    assertThat(lookup(SomeRequest.get(PAGE))).isInstanceOf(Lookup.Miss.class);

    String large = "x".repeat(1000);
    for (int i = 0; i < 1000; i++) {
      store(SomeRequest.get(PAGE + "?" + i), large);
    }
    // it is made room soon, not at once
    Patience.await().untilAsserted(() -> assertThat(hitsAmong(1_000)).isBetween(1L, 100L));
  }

  private long hitsAmong(int pages) {
    return IntStream.range(0, pages)
        .filter(i -> lookup(SomeRequest.get(PAGE + "?" + i)) instanceof Lookup.Hit)
        .count();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | If-None-Match: \"tag\"",
        "true  | If-None-Match: W/\"tag\"",
        "true  | If-None-Match: \"other\", \"tag\"",
        "true  | If-None-Match: *",
        "false | If-None-Match: \"tag2\"",
        "false | If-None-Match: \"tag2\" \\ If-Modified-Since: Sat, 21 Nov 2026 12:00:00 GMT",
        "true  | If-Modified-Since: Sat, 21 Nov 2026 10:00:00 GMT",
        "true  | If-Modified-Since: Sat, 21 Nov 2026 12:00:00 GMT",
        "false | If-Modified-Since: Sat, 21 Nov 2026 09:59:59 GMT",
        "false | If-Modified-Since: yesterday",
        "false | Accept: text/plain",
      })
  void whoHasItAlreadyIsToldSo(boolean unchanged, String headers) {
    long modified = HttpDates.read("Sat, 21 Nov 2026 10:00:00 GMT");
    SomeRequest request =
        SomeRequest.get(
            PAGE,
            Stream.of(headers.split(" \\\\ ", -1))
                .flatMap(header -> Stream.of(header.split(": ", 2)))
                .toArray(String[]::new));

    assertThat(Conditions.notModified(request, "\"tag\"", modified)).isEqualTo(unchanged);
  }

  private Lookup lookup(SomeRequest request) {
    return cache.lookup(request, ResponseCache.key(request));
  }

  private void store(SomeRequest request, String body, String... headers) {
    SomeHead head =
        SomeHead.of(
            200,
            Stream.concat(
                    Stream.of("Cache-Control: public, max-age=60", LENGTH), Stream.of(headers))
                .toArray(String[]::new));
    cache.store(
        ResponseCache.key(request),
        request,
        head,
        body.getBytes(UTF_8),
        cache.lifetime(request, head));
  }

  private static String body(Lookup lookup) {
    return new String(((Lookup.Hit) lookup).answer().body(), UTF_8);
  }
}
