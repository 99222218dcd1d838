package dev.parley.local.launch;

import dev.parley.local.process.Command;
import dev.parley.local.process.ManagedProcess;
import dev.parley.local.process.StopSignal;
import dev.parley.local.process.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the AOT caches that are missing: each service is started once more beside the running ones,
 * up to the point where its beans stand and before it serves anything. In the background, at the
 * lowest priority, so that no start waits for it; it gives up when Parley is stopped.
 */
record TrainCommand(Instance instance) {
  private static final Duration WITHIN = Duration.ofMinutes(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** Called after a start; returns at once. */
  void runInBackground() {
    if (!instance.settings().training() || missing().isEmpty()) {
      return;
    }
    List<String> line =
        new ArrayList<>(Tools.present("nice") ? List.of("nice", "-n", "19") : List.of());
    line.addAll(
        List.of(
            Tools.java(),
            "-Xmx48m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "-Dparley.root=" + instance.settings().root(),
            Main.class.getName(),
            "train"));
    ManagedProcess.start(
        new Command(
            "train",
            line,
            Map.of("PARLEY_HOME", instance.home().path().toString()),
            instance.settings().root(),
            instance.home().log("train"),
            StopSignal.TERM,
            true,
            process -> {}));
  }

  void run() {
    try (FileChannel channel =
            FileChannel.open(
                instance.home().run().resolve("train.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        missing().stream().takeWhile(_ -> isUp()).forEach(this::train);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<ServiceProcess> missing() {
    return List.of(Service.values()).stream()
        .filter(service -> Files.isRegularFile(instance.settings().jar(service)))
        .map(
            service ->
                new ServiceProcess(
                    service,
                    BootApplication.unpack(
                        service, instance.settings().jar(service), instance.home())))
        .filter(process -> !AotCache.of(process).exists())
        .toList();
  }

  private void train(ServiceProcess process) {
    AotCache cache = AotCache.of(process);
    List<String> line = new ArrayList<>(List.of(Tools.java()));
    line.addAll(process.options());
    line.addAll(cache.make());
    line.addAll(List.of("-jar", process.application().jar().toString()));
    Map<String, String> env = new TreeMap<>(environment().of(process.service(), 0));
    env.put("EUREKA_CLIENT_REGISTERWITHEUREKA", "false");
    try (ManagedProcess trained =
        ManagedProcess.start(
            new Command(
                "train " + process.service().id(),
                line,
                env,
                process.application().folder(),
                instance.home().log("train"),
                StopSignal.TERM,
                false,
                _ -> {}))) {
      if (endedWell(trained)) {
        Files.move(cache.unfinished(), cache.file(), StandardCopyOption.ATOMIC_MOVE);
        instance.console().line("made " + cache.file());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      cache.deleteUnfinished();
    }
  }

  private boolean endedWell(ManagedProcess process) {
    long deadline = System.nanoTime() + WITHIN.toNanos();
    while (isUp() && System.nanoTime() < deadline) {
      Integer status = process.exitStatus(LOOK_EVERY);
      if (status != null) {
        return status == 0;
      }
    }
    return false;
  }

  private boolean isUp() {
    return !instance.state().alive(Service.GATEWAY.id()).isEmpty();
  }

  private Environment environment() {
    return new Environment(
        Secrets.loadOrCreate(instance.home()),
        Map.of(),
        port(ServerKind.POSTGRES.id()),
        port(ServerKind.REDIS.id()),
        port(ServerKind.KAFKA.id()),
        port(Service.DISCOVERY.id()),
        port(Service.GATEWAY.id()),
        instance.home());
  }

  private int port(String component) {
    return instance.state().port(component).orElse(0);
  }
}
