package dev.parley.realtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTests {

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "::1", "10.1.2.3", "172.18.0.5", "192.168.1.1", "fe80::1", "fd00::7"})
  void gatewaysAreWherePrivateAddressesAre(String peer) {
    assertThat(networkOf("", peer, "203.0.113.7")).isEqualTo("203.0.113.7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"198.51.100.1", "172.32.0.1", "2001:db8::1"})
  void othersNameNobody(String peer) {
    assertThat(networkOf("", peer, "203.0.113.7")).isEqualTo(networkOf("", peer));
  }

  @Test
  void theOperatorsListReplacesThePrivateOnes() {
    assertThat(networkOf("100\\.64\\..*", "100.64.0.9", "203.0.113.7")).isEqualTo("203.0.113.7");
    assertThat(networkOf("100\\.64\\..*", "10.0.0.1", "203.0.113.7")).isEqualTo("10.0.0.1");
  }

  @Test
  void whatIsNoSingleAddressIsNotBelieved() {
    assertThat(networkOf("", "10.0.0.1", "somebody")).isEqualTo("10.0.0.1");
    assertThat(networkOf("", "10.0.0.1", "1.2.3.4", "1.2.3.5")).isEqualTo("10.0.0.1");
  }

  private static String networkOf(String gateways, String peer, String... named) {
    var headers = new DefaultHttpHeaders();
    for (String name : named) {
      var _ = headers.add("X-Real-IP", name);
    }
    return new ClientAddresses(gateways)
        .networkOf(new InetSocketAddress(InetAddress.ofLiteral(peer), 4711), headers);
  }
}
