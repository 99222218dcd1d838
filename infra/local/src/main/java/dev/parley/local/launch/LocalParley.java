package dev.parley.local.launch;

import dev.parley.local.process.ProcessFailedException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole private installation, for end-to-end tests and benchmarks: its own folder, any free
 * ports. The jars have to be built.
 */
public final class LocalParley implements AutoCloseable {
  private final Instance instance;

  /** One process of it. */
  public record LocalProcess(String name, String component, long pid, int port) {
    /** As a crash would. */
    public void kill() {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private LocalParley(Instance instance) {
    this.instance = instance;
  }

  /**
   * Returns when all is healthy and routed to.
   *
   * @param root the checkout
   * @param home its folder; kept, so that a second start finds the first one's data
   * @param environment as before {@code ./run}: {@code PARLEY_SCALE}, {@code
   *     OTEL_EXPORTER_OTLP_ENDPOINT} …
   */
  public static LocalParley start(Path root, Path home, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("PARLEY_HOME", home.toString());
    all.putIfAbsent("PARLEY_PORT", "0");
    all.putIfAbsent("PARLEY_AOT", "off");
    Settings settings = Settings.from(all, root.toAbsolutePath().normalize());
    LocalParley started = new LocalParley(Instance.of(settings, Console.standard()));
    Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stop-parley"));
    try {
      new StartCommand(started.instance).run();
    } catch (LaunchException e) {
      throw withLog(e);
    }
    return started;
  }

  /** A test's report is read without the console: it needs the last lines of the log. */
  private static RuntimeException withLog(LaunchException e) {
    return e.getCause() instanceof ProcessFailedException failure ? failure : e;
  }

  /** All that belong to an installation, by the names that {@link #processes} takes. */
  public static List<String> services() {
    return Arrays.stream(Service.values()).map(Service::id).toList();
  }

  public URI url() {
    return URI.create(instance.url());
  }

  /** By its name in {@code secrets.env}, as in {@code PARLEY_ADMIN_PASSWORD}. */
  public String secret(String name) {
    return Secrets.loadOrCreate(instance.home()).get(name);
  }

  /** Those of a service or server that live. */
  public List<LocalProcess> processes(String component) {
    return instance.state().alive(component).stream()
        .map(each -> new LocalProcess(each.name(), component, each.identity().pid(), each.port()))
        .toList();
  }

  /** Anew on the same port; of a service one instance after the other. */
  public void restart(String componentOrName) {
    run(new RestartCommand(instance, componentOrName));
  }

  /** Those of a component that have ended, anew where they were; the others are left alone. */
  public void revive(String component) {
    run(RestartCommand.ofEnded(instance, component));
  }

  private static void run(RestartCommand command) {
    try {
      command.run();
    } catch (LaunchException e) {
      throw withLog(e);
    }
  }

  public Path logs() {
    return instance.home().logs();
  }

  /** Stops everything; the folder stays. */
  @Override
  public void close() {
    new Shutdown(instance.state(), instance.console()).all();
  }
}
