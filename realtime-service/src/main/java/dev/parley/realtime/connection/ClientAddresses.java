package dev.parley.realtime.connection;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end: whoever opened the connection or, where that is a gateway, whom it
 * names. Gateways are at the addresses that the operator lists, else at loopback and private ones.
 */
final class ClientAddresses {

  private static final String HEADER = "X-Real-IP";

  /** Of IPv6 the half that a provider gives to one customer, who has the other to choose from. */
  private static final int CUSTOMER_BYTES = 8;

  private static final int UNIQUE_LOCAL = 0xFC;
  private static final int UNIQUE_LOCAL_BITS = 0xFE;

  private final @Nullable Pattern gateways;

  ClientAddresses(String gateways) {
    this.gateways = gateways.isBlank() ? null : Pattern.compile(gateways);
  }

  String networkOf(@Nullable SocketAddress peer, HttpHeaders request) {
    if (!(peer instanceof InetSocketAddress socket) || socket.getAddress() == null) {
      return "unknown";
    }
    InetAddress address = socket.getAddress();
    return network(isGateway(address) ? named(request, address) : address);
  }

  private boolean isGateway(InetAddress peer) {
    if (gateways != null) {
      return gateways.matcher(peer.getHostAddress()).matches();
    }
    return peer.isLoopbackAddress()
        || peer.isSiteLocalAddress()
        || peer.isLinkLocalAddress()
        || (peer instanceof Inet6Address
            && (peer.getAddress()[0] & UNIQUE_LOCAL_BITS) == UNIQUE_LOCAL);
  }

  private static InetAddress named(HttpHeaders request, InetAddress peer) {
    List<String> names = request.getAll(HEADER);
    try {
      return names.size() == 1 ? InetAddress.ofLiteral(names.getFirst().strip()) : peer;
    } catch (IllegalArgumentException _) {
      return peer;
    }
  }

  private static String network(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), CUSTOMER_BYTES))
        : address.getHostAddress();
  }
}
