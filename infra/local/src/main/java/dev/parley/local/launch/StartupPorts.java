package dev.parley.local.launch;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ports of this start: those of what runs already, else new ones. */
final class StartupPorts implements AutoCloseable {
  private final Map<ServerKind, Integer> servers = new EnumMap<>(ServerKind.class);
  private final Map<Service, Integer> services = new EnumMap<>(Service.class);
  private final PortPlan plan = new PortPlan();

  /**
   * @param known whose ports are not to be chosen anew
   */
  StartupPorts(Instance instance, List<Running> known) {
    for (ServerKind kind : ServerKind.values()) {
      servers.put(kind, portOf(known, kind.id(), kind.preferredPort()));
    }
    int gateway =
        portOf(known, Service.GATEWAY.id())
            .orElseGet(() -> plan.gateway(instance.settings().gatewayPort()));
    for (Service service : Service.values()) {
      services.put(
          service,
          service == Service.GATEWAY
              ? gateway
              : portOf(known, service.id(), service.preferredPort()));
    }
  }

  private int portOf(List<Running> known, String component, int preferred) {
    return portOf(known, component).orElseGet(() -> plan.preferring(preferred));
  }

  private static Optional<Integer> portOf(List<Running> known, String component) {
    return known.stream()
        .filter(each -> each.component().equals(component))
        .map(Running::port)
        .findFirst();
  }

  int of(ServerKind kind) {
    return servers.getOrDefault(kind, 0);
  }

  int of(Service service) {
    return services.getOrDefault(service, 0);
  }

  /** When all of them are listened on. */
  @Override
  public void close() {
    plan.close();
  }

  /** For a further instance. */
  int another() {
    return plan.preferring(0);
  }
}
