package dev.parley.realtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** A gateway that asks again before it has read the answer, on the same connection. */
class KeptAliveIntegrationTests {

  private static final int ROUNDS = 20;

  @Test
  void isAnsweredEveryTime() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), Running.ONE.port())) {
      socket.setSoTimeout(5_000);
      var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));

      for (int round = 0; round < ROUNDS; round++) {
        socket.getOutputStream().write(get("/livez", "/nothing", "/livez").getBytes(US_ASCII));

        assertThat(status(answers)).isEqualTo(200);
        assertThat(status(answers)).isEqualTo(401);
        assertThat(status(answers)).isEqualTo(200);
      }
    }
  }

  private static String get(String... paths) {
    var requests = new StringBuilder();
    for (String path : paths) {
      requests.append("GET ").append(path).append(" HTTP/1.1\r\nHost: parley\r\n\r\n");
    }
    return requests.toString();
  }

  /** Reads an answer with its body. */
  private static int status(BufferedReader answers) throws IOException {
    int status = Integer.parseInt(answers.readLine().split(" ", -1)[1]);
    int length = 0;
    for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    assertThat(answers.skip(length)).isEqualTo(length);
    return status;
  }
}
