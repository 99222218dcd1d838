package dev.parley.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestPatternTests {

  @ParameterizedTest
  @CsvSource({
    "/api/v1/search/**,                 GET,  /api/v1/search,            true",
    "/api/v1/search/**,                 GET,  /api/v1/search/,           true",
    "/api/v1/search/**,                 POST, /api/v1/search/a/b,        true",
    "/api/v1/search/**,                 GET,  /api/search,               true",
    "/api/v1/search/**,                 GET,  /api/v1/searches,          false",
    "/api/v1/search/**,                 GET,  /v1/search,                false",
    "POST /api/v1/files,                POST, /api/v1/files,             true",
    "POST /api/v1/files,                POST, /api/files,                true",
    "POST /api/v1/files,                GET,  /api/v1/files,             false",
    "POST /api/v1/files,                POST, /api/v1/files/,            false",
    "POST /api/v1/files,                POST, /api/v1/files/1,           false",
    "GET|HEAD /api/v1/files/*/content,  HEAD, /api/v1/files/1/content,   true",
    "GET|HEAD /api/v1/files/*/content,  GET,  /api/v1/files//content,    false",
    "GET|HEAD /api/v1/files/*/content,  GET,  /api/v1/files/1/2/content, false",
    "/ws,                               GET,  /ws,                       true",
    "/ws,                               GET,  /ws/,                      false",
    "/,                                 GET,  /,                         true",
    "/,                                 GET,  /a,                        false",
    "/**,                               GET,  /a/b,                      true",
  })
  void matches(String pattern, String method, String path, boolean expected) {
    assertThat(RequestPattern.of(pattern).matches(method, path)).isEqualTo(expected);
    assertThat(RequestPattern.of(RequestPattern.of(pattern).toString()))
        .isEqualTo(RequestPattern.of(pattern));
  }

  @Test
  void refusesWhatItWouldNotUnderstand() {
    assertThatIllegalArgumentException().isThrownBy(() -> RequestPattern.of("search"));
    assertThatIllegalArgumentException().isThrownBy(() -> RequestPattern.of("/a/**/b"));
  }
}
