package dev.parley.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1/me",
        "/api/v1/me/",
        "/.well-known/jwks.json",
        "/api/v1/messages/1/reactions/%F0%9F%91%8D",
        "/api/v1/messages/1/reactions/%2B1",
        "/api/v1/settings/a..b",
        "/api/v1/settings/...",
        "/a%20b"
      })
  void takesPathsThatMeanWhatTheySay(String path) {
    assertThat(PathRules.isPlain(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "api",
        "//api",
        "/api//v1",
        "/api/./v1",
        "/api/../v1",
        "/api/..",
        "/api/.",
        "/api;a=b/v1",
        "/api/..;/v1",
        "/api\\v1",
        "/%61pi",
        "/%41pi",
        "/api%2fv1",
        "/api%2Fv1",
        "/api%5cv1",
        "/api%3bv1",
        "/%2e%2e/api",
        "/%252e",
        "/%00",
        "/%0d%0a",
        "/%7f",
        "/%",
        "/%4",
        "/%zz",
        "/a b",
        "/\u00e4",
        "/\u0000"
      })
  void refusesWhatAnotherMightReadOtherwise(String path) {
    assertThat(PathRules.isPlain(path)).isFalse();
  }
}
