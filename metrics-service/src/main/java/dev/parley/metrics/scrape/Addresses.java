package dev.parley.metrics.scrape;

import java.net.URI;
import java.util.List;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Where operators reach the instances of our services, as the registry knows it. */
@Component
public class Addresses {

  private final ScrapeProperties properties;
  private final DiscoveryClient discovery;

  Addresses(ScrapeProperties properties, DiscoveryClient discovery) {
    this.properties = properties;
    this.discovery = discovery;
  }

  /**
   * @param base without a path; its actuator is there
   */
  public record Address(String service, String id, URI base) {}

  public List<String> services() {
    return properties.services();
  }

  public List<Address> of(String service) {
    return discovery.getInstances(service).stream()
        .map(instance -> new Address(service, id(instance), base(instance)))
        .toList();
  }

  private static String id(ServiceInstance instance) {
    return instance.getInstanceId() == null
        ? instance.getUri().getAuthority()
        : instance.getInstanceId();
  }

  /** At the service's own port, unless it says that operators have one to themselves. */
  private static URI base(ServiceInstance instance) {
    String port = instance.getMetadata().get("management.port");
    return port == null
        ? instance.getUri()
        : UriComponentsBuilder.fromUri(instance.getUri()).port(port).build().toUri();
  }
}
