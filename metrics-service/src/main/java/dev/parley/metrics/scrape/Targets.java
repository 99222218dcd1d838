package dev.parley.metrics.scrape;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Who is there, as the registry knows it. */
final class Targets {

  private static final String PATH = "/actuator/prometheus";
  private static final int MOST = 500;

  private final ScrapeProperties properties;
  private final Addresses addresses;

  Targets(ScrapeProperties properties, Addresses addresses) {
    this.properties = properties;
    this.addresses = addresses;
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
      for (var instance : addresses.of(service)) {
        targets.add(
            new Target(
                service,
                instance.id(),
                instance.base().resolve(PATH),
                new Target.Login.ServiceToken()));
      }
    }
    properties.discovery().urls().forEach(url -> targets.add(discoveryAt(url)));
    return targets.size() > MOST ? targets.subList(0, MOST) : targets;
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
