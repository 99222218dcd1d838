package dev.parley.platform.security;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/** A fixed address or, for {@code lb://service/path}, that path at each instance of the service. */
public record ServiceAddress(URI address, ObjectProvider<DiscoveryClient> discovery) {

  /** In any order, so that a dead instance is not what everybody tries first. */
  public List<URI> candidates() {
    if (!"lb".equals(address.getScheme())) {
      return List.of(address);
    }
    List<URI> candidates =
        discovery.getObject().getInstances(address.getHost()).stream()
            .map(instance -> instance.getUri().resolve(address.getPath()))
            .collect(Collectors.toCollection(java.util.ArrayList::new));
    Collections.shuffle(candidates);
    return candidates;
  }
}
