package dev.parley.local.launch;

import dev.parley.local.process.Ports;
import dev.parley.local.process.ProcessFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Brings up what does not run yet, each as soon as what it rests on is there. */
final class Startup {
  private static final Duration WITHIN = Duration.ofMinutes(5);
  private static final Duration ROUTED_WITHIN = Duration.ofSeconds(60);

  private final Instance instance;
  private final Secrets secrets;
  private final StartupPorts ports;
  private final Servers servers;
  private final Services services;

  Startup(Instance instance) {
    this(instance, instance.state().alive());
  }

  /** For what has ended and is to come back where it was. */
  static Startup toRestart(Instance instance) {
    return new Startup(instance, instance.state().processes());
  }

  private Startup(Instance instance, List<Running> known) {
    this.instance = instance;
    secrets = Secrets.loadOrCreate(instance.home());
    ports = new StartupPorts(instance, known);
    servers = new Servers(instance, secrets);
    services =
        new Services(
            instance,
            new Environment(
                secrets,
                instance.settings().passedOn(),
                ports.of(ServerKind.POSTGRES),
                ports.of(ServerKind.REDIS),
                ports.of(ServerKind.KAFKA),
                ports.of(Service.DISCOVERY),
                ports.of(Service.GATEWAY),
                instance.home()));
  }

  Duration run() {
    try (ports;
        Steps steps = new Steps(instance.console())) {
      Map<ServerKind, CompletableFuture<Void>> up = new EnumMap<>(ServerKind.class);
      for (ServerKind kind : ServerKind.values()) {
        up.put(kind, server(steps, kind));
      }
      CompletableFuture<Void> discovery = instances(steps, Service.DISCOVERY, List.of());
      List<CompletableFuture<Void>> all = new ArrayList<>(up.values());
      all.add(discovery);
      for (Service service : Service.values()) {
        if (service != Service.DISCOVERY) {
          all.add(instances(steps, service, needed(service, up, discovery)));
        }
      }
      steps.lastly("routes", this::routes, all);
      steps.await(WITHIN);
      return steps.elapsed();
    }
  }

  /** More of one service, while the rest runs. */
  void add(Service service, int from, int to) {
    try (ports;
        Steps steps = new Steps(instance.console())) {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int number = from; number <= to; number++) {
        all.add(one(steps, service, number, List.of()));
      }
      steps.lastly("routes", this::routes, all);
      steps.await(WITHIN);
    }
  }

  /** Starts a stopped one again, where it was. */
  void again(Running stopped) {
    try (ports;
        Steps steps = new Steps(instance.console())) {
      CompletableFuture<Void> up =
          steps.step(
              stopped.name(),
              () ->
                  ServerKind.byId(stopped.component())
                      .map(kind -> servers.start(kind, stopped.port()))
                      .orElseGet(() -> start(stopped)),
              List.of());
      steps.lastly("routes", this::routes, List.of(up));
      steps.await(WITHIN);
    }
  }

  /**
   * Where it was; elsewhere if its port is gone: while nobody listened there, it may have become
   * that of anybody's connection.
   */
  private String start(Running stopped) {
    Service service = Service.byId(stopped.component()).orElseThrow();
    try {
      services.start(service, stopped.name(), stopped.port());
    } catch (ProcessFailedException e) {
      if (!service.scales() || Ports.isFree(stopped.port())) {
        throw e;
      }
      services.start(service, stopped.name(), ports.another());
    }
    return stopped.name();
  }

  private static List<CompletableFuture<Void>> needed(
      Service service,
      Map<ServerKind, CompletableFuture<Void>> up,
      CompletableFuture<Void> discovery) {
    List<CompletableFuture<Void>> needed = new ArrayList<>();
    needed.add(discovery);
    up.forEach(
        (kind, step) -> {
          if (service.needs(Service.Need.valueOf(kind.name()))) {
            needed.add(step);
          }
        });
    return needed;
  }

  private CompletableFuture<Void> server(Steps steps, ServerKind kind) {
    if (!instance.state().alive(kind.id()).isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return steps.step(kind.id(), () -> servers.start(kind, ports.of(kind)), List.of());
  }

  private CompletableFuture<Void> instances(
      Steps steps, Service service, List<CompletableFuture<Void>> after) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int number = 1; number <= instance.settings().instancesOf(service); number++) {
      all.add(one(steps, service, number, after));
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> one(
      Steps steps, Service service, int number, List<CompletableFuture<Void>> after) {
    String name = service.instance(number);
    if (instance.state().alive(service.id()).stream().anyMatch(each -> each.name().equals(name))) {
      return CompletableFuture.completedFuture(null);
    }
    int port = number == 1 ? ports.of(service) : ports.another();
    return steps.step(
        name,
        () -> {
          services.start(service, name, port);
          return name;
        },
        after);
  }

  private String routes() {
    new Routing(
            instance.state(),
            ports.of(Service.GATEWAY),
            ports.of(Service.DISCOVERY),
            secrets.get(Secrets.DISCOVERY))
        .await(ROUTED_WITHIN);
    return "gateway reaches all services";
  }
}
