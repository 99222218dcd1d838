package dev.parley.local.launch;

import java.util.EnumMap;
import java.util.Map;

/** The ports of this start: those of what runs already, else new ones. */
final class StartupPorts implements AutoCloseable {
  private final Map<ServerKind, Integer> servers = new EnumMap<>(ServerKind.class);
  private final Map<Service, Integer> services = new EnumMap<>(Service.class);
  private final PortPlan plan = new PortPlan();

  StartupPorts(Instance instance) {
    for (ServerKind kind : ServerKind.values()) {
      servers.put(kind, portOf(instance, kind.id(), kind.preferredPort()));
    }
    int gateway =
        instance.state().alive(Service.GATEWAY.id()).stream()
            .map(Running::port)
            .findFirst()
            .orElseGet(() -> plan.gateway(instance.settings().gatewayPort()));
    for (Service service : Service.values()) {
      services.put(
          service,
          service == Service.GATEWAY
              ? gateway
              : portOf(instance, service.id(), service.preferredPort()));
    }
  }

  private int portOf(Instance instance, String component, int preferred) {
    return instance.state().alive(component).stream()
        .map(Running::port)
        .findFirst()
        .orElseGet(() -> plan.preferring(preferred));
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
