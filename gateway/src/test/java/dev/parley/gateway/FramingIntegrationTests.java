package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.TestTokens;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A request that two readers could read in two ways is read in none, nor is what follows it. */
@GatewayTest
class FramingIntegrationTests {

  private final String path = "/api/v1/framing/" + UUID.randomUUID();
  private final String ada = "Authorization: " + TestTokens.userToken("ada").bearer();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked|Content-Length: 5",
        "Content-Length: 5|Transfer-Encoding: chunked",
        "Content-Length: 5|Transfer-Encoding: xchunked",
        "Content-Length: 5|Transfer-Encoding: identity",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: identity, chunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: chunked|Transfer-Encoding: chunked",
        "Transfer-Encoding: chunked|Transfer-Encoding: identity",
        "Transfer-Encoding: chunked;q=1",
        "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding:",
        "Transfer-Encoding : chunked",
        "Content-Length: 5|Content-Length: 6",
        "Content-Length: +5",
        "Content-Length: 5|Host: elsewhere",
      })
  void whereItEndsAndForWhomItIsIsSaidOnce(String lines, @LocalServerPort int port)
      throws IOException {
    assertRefused(port, "HTTP/1.1", "Host: parley|" + lines);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/1.10"})
  void otherVersionsAreNotGuessedAt(String version, @LocalServerPort int port) throws IOException {
    assertRefused(port, version, "Host: parley|Content-Length: 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.0|Host: p|Transfer-Encoding: chunked", "HTTP/1.1|Accept: */*"})
  void norWhatTheVersionDoesNotHave(String request, @LocalServerPort int port) throws IOException {
    String[] parts = request.split("\\|", 2);
    assertRefused(port, parts[0], parts[1]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1|Host: parley|Content-Length: 5",
        "HTTP/1.1|Host: parley|Transfer-Encoding: chunked",
        "HTTP/1.1|Host: parley|transfer-encoding: Chunked ",
        "HTTP/1.0|Content-Length: 5",
      })
  void whatIsPlainIsServed(String request, @LocalServerPort int port) throws IOException {
    String[] parts = request.split("\\|", 2);
    assertThat(answers(port, parts[0], parts[1])).startsWith(parts[0] + " 200 OK\r\n");
    assertThat(Upstreams.requests(path)).hasSize(1);
  }

  private void assertRefused(int port, String version, String lines) throws IOException {
    String answers = answers(port, version, lines);

    assertThat(answers).startsWith("HTTP/1.1 400").contains("request.malformed");
    assertThat(answers.split("HTTP/1.1 ", -1)).as("one answer").hasSize(2);
    assertThat(Upstreams.requests(path)).isEmpty();
  }

  /** All that is said until the connection is closed. */
  private String answers(int port, String version, String lines) throws IOException {
    return RawHttp.answers(
        port,
        """
        POST %s %s
        %s
        %s

        0

        GET /livez HTTP/1.1
        Host: parley
        Connection: close

        """
            .formatted(path, version, ada, lines.replace("|", "\n"))
            .replace("\n", "\r\n"));
  }
}
