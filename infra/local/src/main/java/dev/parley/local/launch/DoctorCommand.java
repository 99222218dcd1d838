package dev.parley.local.launch;

import com.sun.management.OperatingSystemMXBean;
import dev.parley.local.process.PortHolder;
import dev.parley.local.process.Ports;
import dev.parley.local.process.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Looks at what Parley needs, and says what to do where it is not there. */
record DoctorCommand(Instance instance) {
  private static final long GIB = 1L << 30;

  /** Whether all is well. */
  boolean run() {
    // every check is to be shown, so none is skipped because an earlier one failed
    return Stream.of(java(), node(), memory(), disk(), ports(), leftovers(), user())
        .allMatch(Boolean::booleanValue);
  }

  private boolean java() {
    return good("JDK " + Runtime.version() + " in " + System.getProperty("java.home"));
  }

  private boolean node() {
    Optional<String> version = version("node");
    return version.filter(found -> found.matches("v(2\\d|[3-9]\\d)\\..*")).isPresent()
        ? good("Node " + version.orElse(""))
        : bad(
            "Node " + version.orElse("is not there"),
            "the web client is built with Node 20 or newer");
  }

  private boolean memory() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long free = available().orElseGet(system::getFreeMemorySize);
    String text = "%d MiB of memory to be had".formatted(free >> 20);
    boolean enough = free > 3 * GIB || !instance.state().alive().isEmpty();
    return enough ? good(text) : bad(text, "Parley takes up to 2.5 GiB: close something");
  }

  private boolean disk() {
    try {
      long free = Files.getFileStore(instance.home().path()).getUsableSpace();
      String text = "%d MiB of disk left in %s".formatted(free >> 20, instance.home().path());
      return free > 2 * GIB ? good(text) : bad(text, "make room, or choose another PARLEY_HOME");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean ports() {
    int port = instance.settings().gatewayPort();
    if (port == 0 || Ports.isFree(port)) {
      return good("port " + port + " is free for the gateway");
    }
    boolean ours =
        instance.state().alive(Service.GATEWAY.id()).stream().anyMatch(g -> g.port() == port);
    return ours
        ? good("port " + port + " is our own gateway's")
        : bad(
            "port " + port + " is taken by " + PortHolder.describe(port),
            "stop it, or PARLEY_PORT=… ./run");
  }

  private boolean leftovers() {
    long dead = instance.state().all().stream().filter(each -> !each.alive()).count();
    return dead == 0
        ? good("nothing left over of an earlier run")
        : bad(
            dead + " processes ended unasked", "./run start brings them back, ./run stop ends all");
  }

  private boolean user() {
    boolean refused = "root".equals(System.getProperty("user.name")) && !Tools.present("unshare");
    return !refused
        ? good("user " + System.getProperty("user.name"))
        : bad("user root, without unshare", "PostgreSQL refuses root: use another user");
  }

  private boolean good(String text) {
    instance.console().line("✔ " + text);
    return true;
  }

  private boolean bad(String text, String advice) {
    instance.console().line("✘ " + text + ": " + advice);
    return false;
  }

  private static Optional<Long> available() {
    try {
      return Files.readAllLines(java.nio.file.Path.of("/proc/meminfo")).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> version(String program) {
    try {
      Process process = new ProcessBuilder(program, "--version").redirectErrorStream(true).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(5, TimeUnit.SECONDS) ? out.lines().findFirst() : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
