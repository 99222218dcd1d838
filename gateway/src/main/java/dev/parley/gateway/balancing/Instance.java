package dev.parley.gateway.balancing;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One process of a service, with what is under way at it. One that broke off is asked by one
 * request a second, until it answers again.
 */
public final class Instance {

  private static final long REST = TimeUnit.SECONDS.toNanos(1);

  private final String base;
  private final String authority;
  private final String host;
  private final int port;
  private final AtomicInteger load = new AtomicInteger();
  private final AtomicLong restsUntil = new AtomicLong();
  private volatile boolean suspect;

  /**
   * @param base scheme, host and port
   */
  Instance(String base) {
    this.base = base;
    URI uri = URI.create(base);
    this.authority = uri.getAuthority();
    this.host = uri.getHost();
    this.port = uri.getPort();
  }

  /** As in {@code http://10.0.0.7:8081}. */
  public String base() {
    return base;
  }

  /** Host and port. */
  public String authority() {
    return authority;
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  /** Something begins there: a request, or a socket that stays. */
  public void enter() {
    load.incrementAndGet();
  }

  public void leave() {
    load.decrementAndGet();
  }

  /** How much is under way there, from here. */
  public int load() {
    return load.get();
  }

  void answered() {
    if (suspect) {
      suspect = false;
    }
  }

  void failed(long now) {
    restsUntil.set(now + REST);
    suspect = true;
  }

  /** Whether it may be asked: one that failed, once a second. */
  boolean isFit(long now) {
    return !suspect || now - restsUntil.get() >= 0;
  }

  /** Who is going to ask says so, and then nobody else is the one for this second. */
  boolean claim(long now) {
    if (!suspect) {
      return true;
    }
    long until = restsUntil.get();
    return now - until >= 0 && restsUntil.compareAndSet(until, now + REST);
  }

  @Override
  public String toString() {
    return base;
  }
}
