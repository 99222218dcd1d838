package dev.parley.metrics.scrape;

import java.time.Instant;
import java.util.List;

/** All instances as they were found at one moment, and every service that was looked for. */
public record Fleet(Instant at, List<String> services, List<Instance> instances) {

  public Fleet {
    services = List.copyOf(services);
    instances = List.copyOf(instances);
  }

  public List<Instance> of(String service) {
    return instances.stream().filter(instance -> instance.service().equals(service)).toList();
  }
}
