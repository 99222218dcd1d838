package dev.parley.gateway.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.request.ClientAddresses;
import dev.parley.gateway.request.SomeRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerRulesTests {

  private static final String PAGE = "https://chat.example.org";

  private final Cors cors = new Cors(Set.of(PAGE + "/", "https://ops.example.org:8443"));
  private final CacheControls caching =
      new CacheControls(
          List.of(
              new CacheControls.Kind("/", "no-cache"),
              new CacheControls.Kind("/api/v1/auth/*", "no-store"),
              new CacheControls.Kind("/api/v1/site", "public, max-age=300")),
          "private, no-cache");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/ | 200 | | no-cache",
        "/api/v1/me | 200 | | private, no-cache",
        "/api/v1/auth/login | 200 | | no-store",
        "/api/v1/auth | 200 | | private, no-cache",
        "/api/v1/site | 200 | | public, max-age=300",
        "/api/v1/site | 304 | | public, max-age=300",
        "/api/v1/site | 503 | | no-store",
        "/api/v1/sites | 200 | | private, no-cache",
        "/api/v1/auth/login | 200 | private | private",
      })
  void whereAServiceSaysNothingOfKeepingTheKindOfPathDoes(
      String path, int status, @Nullable String said, String expected) {
    SomeAnswer answer = answerTo(path, status, said);

    assertThat(answer.header("Cache-Control")).isEqualTo(expected);
  }

  private SomeAnswer answerTo(String path, int status, @Nullable String caching) {
    var answer = new SomeAnswer(status).with("Cache-Control", caching);
    this.caching.apply(path, answer);
    return answer;
  }

  @Test
  void aPageMayRunItsOwnScriptsAndWhatIsNoPageNone() {
    var security = new SecurityHeaders(List.of("https://cdn.example.org"));
    SomeAnswer page = new SomeAnswer(200).with("Content-Type", "text/html;charset=utf-8");
    SomeAnswer data = new SomeAnswer(200).with("Content-Type", "application/json");
    SomeAnswer file = new SomeAnswer(200).with("Content-Security-Policy", "sandbox");

    for (SomeAnswer answer : List.of(page, data, file)) {
      security.apply(answer, false);
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(answer.header("Permissions-Policy")).contains("camera=()");
      assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    }
    assertThat(page.header("Content-Security-Policy"))
        .contains("script-src 'self';", "frame-ancestors 'none'", "data: blob: https://cdn.exam");
    assertThat(data.header("Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("'self'");
    assertThat(file.header("Content-Security-Policy")).isEqualTo("sandbox");
  }

  @ParameterizedTest
  @CsvSource({
    "false, , 127.0.0.1, false",
    "true, , 127.0.0.1, true",
    "false, https, 127.0.0.1, true",
    "false, http, 127.0.0.1, false",
    "false, https, 10.9.9.9, false",
  })
  void encryptionIsAskedForOnlyWhereItIs(
      boolean here, @Nullable String forwarded, String trusted, boolean expected) {
    var transport = new Transport(new ClientAddresses(Pattern.quote(trusted)));
    SomeRequest request =
        forwarded == null
            ? SomeRequest.get("/")
            : SomeRequest.get("/", "X-Forwarded-Proto", forwarded);
    var answer = new SomeAnswer(200);

    new SecurityHeaders(List.of()).apply(answer, transport.isEncrypted(request, here));

    assertThat(answer.header("Strict-Transport-Security") != null).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "https://chat.example.org, true",
    "https://ops.example.org:8443, true",
    "https://ops.example.org, false",
    "https://chat.example.org.evil.example, false",
    "http://chat.example.org, false",
    "null, false",
    "*, false",
  })
  void onlyConfiguredPagesMayRead(String origin, boolean allowed) {
    var answer = new SomeAnswer(200).with("Vary", "accept-encoding");

    cors.apply(SomeRequest.get("/api/v1/me", "Origin", origin), answer);

    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(allowed ? origin : null);
    assertThat(answer.header("Access-Control-Allow-Credentials"))
        .isEqualTo(allowed ? "true" : null);
    assertThat(answer.header("Vary")).isEqualTo("accept-encoding, Origin");
  }

  @Test
  void whereNoPageIsConfiguredNothingVaries() {
    var answer = new SomeAnswer(200);

    new Cors(Set.of()).apply(SomeRequest.get("/", "Origin", PAGE), answer);

    assertThat(answer.header("Vary")).isNull();
    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"OPTIONS, true, true", "GET, true, false", "OPTIONS, false, false"})
  void aPreflightIsABrowsersQuestionAndNoOther(String method, boolean asks, boolean expected) {
    SomeRequest request =
        asks
            ? SomeRequest.of(method, "/", "Origin", PAGE, "Access-Control-Request-Method", "PUT")
            : SomeRequest.of(method, "/", "Origin", PAGE);

    assertThat(cors.isPreflight(request)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0", "49999, 0.0", "50000, 0.1", "1234567, 1.2", "99950000, 100.0"})
  void timesAreWrittenInMilliseconds(long nanos, String expected) {
    assertThat(AnswerHeaders.serverTiming(nanos)).isEqualTo("gw;dur=" + expected);
  }
}
