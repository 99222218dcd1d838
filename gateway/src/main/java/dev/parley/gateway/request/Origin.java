package dev.parley.gateway.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from.
 *
 * @param network the address; of IPv6 the half that a provider gives to one customer, who has the
 *     other half to choose from
 * @param agent stands for the User-Agent, which may be long
 */
public record Origin(String network, String agent) {

  private static final int CUSTOMER_BYTES = 8;

  public static Origin of(@Nullable String address, @Nullable String userAgent) {
    return new Origin(network(address), userAgent == null ? "none" : digest(userAgent));
  }

  /** What is no address, as a proxy may name it, is taken as it stands. */
  private static String network(@Nullable String address) {
    if (address == null || address.indexOf(':') < 0) {
      return address == null ? "unknown" : address;
    }
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), CUSTOMER_BYTES))
          : parsed.getHostAddress();
    } catch (IllegalArgumentException _) {
      return address;
    }
  }

  /** Who looks for another with the same gains nothing but less: they would share a quota. */
  private static String digest(String userAgent) {
    var crc = new CRC32C();
    crc.update(userAgent.getBytes(UTF_8));
    return Long.toHexString(crc.getValue());
  }
}
