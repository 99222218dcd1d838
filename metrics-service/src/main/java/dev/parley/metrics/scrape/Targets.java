package dev.parley.metrics.scrape;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.web.util.UriComponentsBuilder;

/** Who is there, as the registry knows it. */
final class Targets {

  private static final String PATH = "/actuator/prometheus";
  private static final int MOST = 500;

  private final ScrapeProperties properties;
  private final DiscoveryClient discovery;

  Targets(ScrapeProperties properties, DiscoveryClient discovery) {
    this.properties = properties;
    this.discovery = discovery;
  }

  List<String> services() {
    var names = new ArrayList<>(properties.services());
    if (!properties.discovery().urls().isEmpty()) {
      names.add("discovery");
    }
    return names;
  }

  List<Target> find() {
    var targets = new ArrayList<Target>();
    for (String service : properties.services()) {
      for (var instance : discovery.getInstances(service)) {
        URI address = instance.getUri();
        String id =
            instance.getInstanceId() == null ? address.getAuthority() : instance.getInstanceId();
        targets.add(new Target(service, id, figures(instance), new Target.Login.ServiceToken()));
      }
    }
    properties.discovery().urls().forEach(url -> targets.add(discoveryAt(url)));
    return targets.size() > MOST ? targets.subList(0, MOST) : targets;
  }

  /** At the service's own port, unless it says that operators have one to themselves. */
  private static URI figures(ServiceInstance instance) {
    String port = instance.getMetadata().get("management.port");
    return (port == null
            ? instance.getUri()
            : UriComponentsBuilder.fromUri(instance.getUri()).port(port).build().toUri())
        .resolve(PATH);
  }

  private Target discoveryAt(URI url) {
    String login = properties.discovery().user() + ":" + properties.discovery().password();
    return new Target(
        "discovery",
        "discovery:" + url.getHost() + ":" + url.getPort(),
        withoutLogin(url).resolve(PATH),
        new Target.Login.Basic(
            "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8))));
  }

  private static URI withoutLogin(URI url) {
    return url.getRawUserInfo() == null
        ? url
        : URI.create(url.toString().replace(url.getRawUserInfo() + "@", ""));
  }
}
