package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.parley.testing.ParleyTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** Who connects and then says nothing, or not all, takes the place of others for a while only. */
@ParleyTest(
    redis = true,
    properties = {
      "parley.gateway.client.read-timeout=500ms",
      "parley.gateway.body.timeout=300ms",
      "parley.gateway.client.idle-timeout=500ms"
    })
@ContextConfiguration(initializers = Upstreams.class)
class SlowClientsIntegrationTests {

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void areToldAndFillNoLog(CapturedOutput log, @LocalServerPort int port) throws IOException {
    assertThat(RawHttp.status(port, "POST /api/v1/auth/login HTTP/1.1", "Content-Length: 20"))
        .isEqualTo(408);
    assertThat(log.getAll()).doesNotContain("ERROR");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET /livez HTTP/1.1\r\nHost: par",
        "POST /api/v1/auth/login HTTP/1.1\r\nHost: parley\r\nContent-Length: 20\r\n\r\n{\"user",
        "GET /livez HTTP/1.1\r\nHost: parley\r\n\r\n"
      })
  void areClosedOn(String beginning, @LocalServerPort int port) {
    assertThatCode(() -> RawHttp.awaitClose(port, beginning)).doesNotThrowAnyException();
  }
}
