package dev.parley.platform.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTests {

  @ParameterizedTest
  @CsvSource({
    "https://chat.example.org,      https://chat.example.org",
    "https://chat.example.org/,     https://chat.example.org",
    "HTTPS://Chat.Example.org,      https://chat.example.org",
    "' https://chat.example.org ',  https://chat.example.org",
    "https://chat.example.org:443/, https://chat.example.org",
    "http://chat.example.org:80,    http://chat.example.org",
    "https://chat.example.org:80,   https://chat.example.org:80",
    "https://chat.example.org:8443, https://chat.example.org:8443",
    "http://[::1]:8080,             http://[::1]:8080",
  })
  void areKnownAsBrowsersSpellThem(String named, String origin) {
    assertThat(new AllowedOrigins(List.of(named)).contains(origin)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://chat.example.org",
        "https://chat.example.org:8443",
        "https://chat.example.org.evil.example",
        "https://evil.example",
        "null",
        "*",
        ""
      })
  void othersAreNot(String origin) {
    assertThat(new AllowedOrigins(List.of("https://chat.example.org/")).contains(origin)).isFalse();
  }

  @Test
  void whatIsNoOriginAllowsNobody() {
    var allowed = new AllowedOrigins(List.of("*", "null", " ", "chat.example.org"));

    assertThat(allowed.isEmpty()).isTrue();
    assertThat(allowed.contains("*")).isFalse();
    assertThat(allowed.contains("null")).isFalse();
  }
}
