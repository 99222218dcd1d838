package dev.parley.local.launch;

import dev.parley.local.process.Command;
import dev.parley.local.process.StopSignal;
import dev.parley.local.process.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The command that starts one instance of a service. */
record ServiceProcess(Service service, BootApplication application) {

  Command command(
      String name,
      Home home,
      Map<String, String> environment,
      Consumer<dev.parley.local.process.ManagedProcess> onSpawn) {
    List<String> line = new ArrayList<>();
    line.add(Tools.java());
    line.addAll(options());
    AotCache cache = AotCache.of(this);
    if (cache.exists()) {
      line.addAll(cache.use());
    }
    line.addAll(List.of("-jar", application.jar().toString()));
    return new Command(
        name,
        line,
        environment,
        application.folder(),
        home.log(name),
        StopSignal.TERM,
        true,
        onSpawn);
  }

  List<String> options() {
    return Jvm.options(service);
  }
}
