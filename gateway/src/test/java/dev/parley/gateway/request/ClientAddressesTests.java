package dev.parley.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientAddressesTests {

  private final ClientAddresses clients = new ClientAddresses("10\\.0\\.0\\.\\d+");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.7 | '' | 203.0.113.7",
        "203.0.113.7 | 198.51.100.1 | 203.0.113.7",
        "10.0.0.1 | '' | 10.0.0.1",
        "10.0.0.1 | 203.0.113.7 | 203.0.113.7",
        "10.0.0.1 | 203.0.113.7, 10.0.0.2 | 203.0.113.7",
        "10.0.0.1 | 203.0.113.7:4711 | 203.0.113.7",
        "10.0.0.1 | [2001:db8::7]:4711 | 2001:db8::7",
        "10.0.0.1 | 2001:db8::7 | 2001:db8::7",
        "10.0.0.1 | 198.51.100.1, 203.0.113.7, 10.0.0.2 | 203.0.113.7",
      })
  void believesTrustedProxiesOnly(String peer, String list, String client) {
    var request =
        MockServerHttpRequest.get("/")
            .remoteAddress(new InetSocketAddress(peer, 5000))
            .header("X-Forwarded-For", list)
            .build();

    assertThat(clients.addressOf(ExchangeRequest.of(request))).isEqualTo(client);
  }
}
