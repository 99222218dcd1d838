package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Api;
import dev.parley.testing.TestTokens;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** On the paths that are streamed more may come, and for longer. */
@GatewayTest
class LargeBodyIntegrationTests {

  private static final String IMPORTS = "/api/v1/imports";
  private static final int MEGABYTE = 1 << 20;

  private Api ada = Api.atPort(0);

  @BeforeEach
  void connect(@LocalServerPort int port) {
    ada = Api.atPort(port).as(TestTokens.userToken("ada").value());
  }

  /** Other services have a second to answer here. */
  @Test
  void aLargeBodyFromASlowClientArrivesWhole() {
    BodyPublisher slow =
        BodyPublishers.ofInputStream(
            () ->
                new SequenceInputStream(
                    new PauseFirst(1_500), new ByteArrayInputStream(new byte[2 * MEGABYTE])));

    ada.send("POST", IMPORTS, "application/json", slow).assertStatus(200);

    assertThat(Upstreams.requests(IMPORTS).getLast().body()).hasSize(2 * MEGABYTE);
  }

  @Test
  void thereIsALimitHereTooWhetherAnnouncedOrNot() {
    byte[] tooLarge = new byte[4 * MEGABYTE];

    ada.send("POST", IMPORTS, "application/json", BodyPublishers.ofByteArray(tooLarge))
        .assertProblem(413, "request.too_large")
        .hasDetailContaining("" + 3 * MEGABYTE);
    ada.send(
            "POST",
            IMPORTS,
            "application/json",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLarge)))
        .assertProblem(413, "request.too_large");
  }

  /** Nothing comes of it, and that takes a while. */
  private static final class PauseFirst extends InputStream {
    private final long millis;

    PauseFirst(long millis) {
      this.millis = millis;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return read();
    }

    @Override
    public int read() {
      try {
        var _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return -1;
    }
  }
}
