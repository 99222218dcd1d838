package dev.parley.gateway.balancing;

/** An instance that nobody watches. */
public final class InstanceAt {

  private InstanceAt() {}

  public static Instance url(String url) {
    return new Instance(url);
  }
}
