package dev.parley.gateway.balancing;

import io.netty.resolver.DefaultAddressResolverGroup;

public final class Connectors {

  private Connectors() {}

  public static InstanceConnector ofThisMachine() {
    return new InstanceConnector(DefaultAddressResolverGroup.INSTANCE);
  }
}
