package dev.parley.metrics.alert.webhook;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves names for the connection itself: what is checked here is what is connected to, so that a
 * name which means something else a moment later gains nothing.
 */
final class PublicAddresses implements DnsResolver {

  /** What is private, leads nowhere, or has an address of version 4 in it, wherever that leads. */
  private static final List<Prefix> NO_PUBLIC_ONES =
      List.of(
          Prefix.of("fc00::", 7),
          Prefix.of("::", 80), // mapped, or compatible, or none
          Prefix.of("::ffff:0:0:0", 96), // translated
          Prefix.of("64:ff9b::", 96), // NAT64
          Prefix.of("64:ff9b:1::", 48),
          Prefix.of("100::", 64), // discarded
          Prefix.of("2001::", 32), // Teredo
          Prefix.of("2001:db8::", 32), // examples
          Prefix.of("2002::", 16)); // 6to4

  private final boolean allowPrivate;

  PublicAddresses(boolean allowPrivate) {
    this.allowPrivate = allowPrivate;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] found = SystemDefaultDnsResolver.INSTANCE.resolve(host);
    if (!allowPrivate && !Arrays.stream(found).allMatch(PublicAddresses::isPublic)) {
      throw new UnknownHostException(host + " is no public address");
    }
    return found;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
  }

  static boolean isPublic(InetAddress address) {
    return !address.isAnyLocalAddress()
        && !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isSiteLocalAddress()
        && !address.isMulticastAddress()
        && (address instanceof Inet6Address
            ? isPublic6(address.getAddress())
            : isPublic4(address.getAddress()));
  }

  /** Carriers' own (100.64/10), benchmarks (198.18/15), the future (240/4), and "this" (0/8). */
  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean special =
        first == 0
            || first == 10
            || first == 127
            || first >= 224
            || (first == 100 && (second & 0xc0) == 64)
            || (first == 169 && second == 254)
            || (first == 172 && (second & 0xf0) == 16)
            || (first == 192 && (second == 168 || (second == 0 && bytes[2] == 0)))
            || (first == 198 && (second & 0xfe) == 18);
    return !special;
  }

  private static boolean isPublic6(byte[] bytes) {
    return NO_PUBLIC_ONES.stream().noneMatch(prefix -> prefix.includes(bytes));
  }

  private record Prefix(BigInteger first, int bits) {

    static Prefix of(String address, int bits) {
      // a literal: nobody is asked for it
      return new Prefix(first(InetAddress.ofLiteral(address).getAddress(), bits), bits);
    }

    boolean includes(byte[] address) {
      return first(address, bits).equals(first);
    }

    private static BigInteger first(byte[] address, int bits) {
      return new BigInteger(1, address).shiftRight(8 * address.length - bits);
    }
  }
}
