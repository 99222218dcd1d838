package dev.parley.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.request.IncomingRequest;
import dev.parley.gateway.request.SomeRequest;
import dev.parley.platform.problem.ProblemException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeRulesTests {

  private static final String[] BY_THE_BOOK = {
    "Host", "chat.example.org",
    "Upgrade", "WebSocket",
    "Connection", "keep-alive, Upgrade",
    "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version", "13",
    "Sec-WebSocket-Protocol", "other, parley.v1"
  };

  private final HandshakeRules rules = new HandshakeRules(Set.of("https://ops.example.org/"));

  private static SomeRequest get(String path, @Nullable String query) {
    return request("GET", path, query);
  }

  private static SomeRequest request(String method, String path, @Nullable String query) {
    return SomeRequest.of(method, query == null ? path : path + '?' + query, BY_THE_BOOK);
  }

  @Test
  void letInWhatIsByTheBook() {
    assertThat(code(get("/ws", null))).isNull();
    assertThat(code(get("/ws", "cursor=1").without("Sec-WebSocket-Protocol"))).isNull();
  }

  @Test
  void mindOnlySockets() {
    assertThat(rules.concern(get("/api/v1/me", null).without("Upgrade"))).isFalse();
    assertThat(rules.concern(get("/api/v1/me", null).with("Upgrade", "h2c"))).isFalse();
    assertThat(rules.concern(get("/api/v1/me", null))).isTrue();
    assertThat(rules.concern(get("/ws", null).without("Upgrade"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/me, , socket.elsewhere",
    "/ws/, , socket.elsewhere",
    "/ws%, , socket.elsewhere"
  })
  void nameWhatIsWrongWithTheAddress(String path, @Nullable String query, String code) {
    assertThat(code(get(path, query))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "Upgrade, h2c, socket.upgrade_required",
    "Connection, close, socket.handshake_invalid",
    "Sec-WebSocket-Version, 8, socket.handshake_invalid",
    "Sec-WebSocket-Key, x, socket.handshake_invalid",
    "Sec-WebSocket-Key, dGhlIHNhbXBsZSBub25jZTEyMw==, socket.handshake_invalid",
    "Content-Length, 5, socket.handshake_invalid",
    "Transfer-Encoding, chunked, socket.handshake_invalid",
    "Sec-WebSocket-Protocol, other, socket.protocol_unknown"
  })
  void nameWhatIsWrongWithAHeader(String name, String value, String code) {
    assertThat(code(get("/ws", null).with(name, value))).isEqualTo(code);
  }

  /** One of them would be looked at, and another believed. */
  @ParameterizedTest
  @CsvSource({"Origin, https://ops.example.org", "Sec-WebSocket-Key, dGhlIHNhbXBsZSBub25jZQ=="})
  void refuseTwoOf(String header, String value) {
    SomeRequest twice = get("/ws", null).with(header, value);
    twice.all().put(header, List.of(value, value));

    assertThat(code(twice)).isEqualTo("socket.handshake_invalid");
  }

  @Test
  void nameWhatIsMissing() {
    assertThat(code(get("/ws", null).without("Sec-WebSocket-Key")))
        .isEqualTo("socket.handshake_invalid");
    assertThat(code(request("POST", "/ws", null))).isEqualTo("socket.handshake_invalid");
  }

  @ParameterizedTest
  @CsvSource({
    "https://chat.example.org, chat.example.org, true",
    "http://chat.example.org, CHAT.example.org:80, true",
    "http://127.0.0.1:8080, 127.0.0.1:8080, true",
    "http://[::1]:8080, [::1]:8080, true",
    "https://ops.example.org, chat.example.org, true",
    "https://chat.example.org, chat.example.org:8443, false",
    "http://ops.example.org, chat.example.org, false",
    "https://chat.example.org.evil.example, chat.example.org, false",
    "https://evil.example, chat.example.org, false",
    "null, chat.example.org, false",
    "not a url, chat.example.org, false"
  })
  void letPagesInThatAreOursOrConfigured(String origin, String host, boolean allowed) {
    @Nullable String expected = allowed ? null : "origin.not_allowed";

    assertThat(code(get("/ws", null).with("Origin", origin).with("Host", host)))
        .isEqualTo(expected);
    assertThat(code(get("/w%73", null).with("Origin", origin).with("Host", host)))
        .as("in another spelling")
        .isEqualTo(expected);
  }

  private @Nullable String code(IncomingRequest request) {
    assertThat(rules.concern(request)).isTrue();
    ProblemException problem = rules.violation(request);
    return problem == null ? null : problem.code();
  }
}
