package dev.parley.local.launch;

import dev.parley.local.process.ManagedProcess;
import dev.parley.local.process.Ready;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Starts instances of our services and waits until they call themselves ready. */
record Services(Instance instance, Environment environment) {
  static final Duration READY_WITHIN = Duration.ofSeconds(150);

  void start(Service service, String name, int port) {
    Logs.rotate(instance.home().log(name));
    BootApplication application =
        BootApplication.unpack(service, instance.settings().jar(service), instance.home());
    Map<String, String> env = environment.of(service, port);
    ManagedProcess process =
        ManagedProcess.start(
            new ServiceProcess(service, application)
                .command(
                    name,
                    instance.home(),
                    env,
                    started -> instance.register(name, service.id(), port, started)));
    Ready.await(process, READY_WITHIN, () -> requireReady(port));
    process.requireHolderOf(port);
  }

  private static void requireReady(int port) throws IOException {
    int status = Http.get(port, "/readyz").status();
    if (status != 200) {
      throw new IOException("/readyz answers " + status);
    }
  }
}
