package dev.parley.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What to run. The child sees {@code environment} and a few harmless variables of ours, nothing
 * else, so that no secret travels by accident. Output is appended to {@code log}.
 *
 * @param detached survives this JVM, in a session of its own (a terminal's Ctrl-C does not reach
 *     it); otherwise a shutdown hook ends it
 * @param onSpawn hears of the process before anything waits for it, so that no crash leaves one
 *     unknown
 */
public record Command(
    String name,
    List<String> line,
    Map<String, String> environment,
    Path folder,
    Path log,
    StopSignal stopSignal,
    boolean detached,
    Consumer<ManagedProcess> onSpawn) {

  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR");

  public Command {
    line = List.copyOf(line);
    environment = Map.copyOf(environment);
  }

  ProcessBuilder toBuilder() {
    List<String> full = new ArrayList<>();
    if (detached && Tools.present("setsid")) {
      full.add("setsid");
    }
    full.addAll(line);
    ProcessBuilder builder = new ProcessBuilder(full);
    Map<String, String> env = builder.environment();
    env.keySet().retainAll(INHERITED);
    env.putAll(environment);
    return builder
        .directory(folder.toFile())
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }
}
