package dev.parley.realtime;

import dev.parley.testing.Patience;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The service as a process of its own, which can be killed. */
final class RealtimeProcess implements AutoCloseable {

  private static final File LOG = new File("target/realtime-process.log");

  private final Map<String, Object> settings;
  private final int port;
  private Process process;

  private RealtimeProcess(Map<String, Object> settings) {
    this.settings = settings;
    this.port = freePort();
    settings.put("server.port", port);
    this.process = launch();
  }

  static RealtimeProcess start(Installation installation, String... more) {
    Map<String, Object> settings = installation.settings();
    for (String setting : more) {
      String[] parts = setting.split("=", 2);
      settings.put(parts[0], parts[1]);
    }
    return new RealtimeProcess(settings);
  }

  private Process launch() {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RealtimeApplication.class.getName()));
    settings.forEach((name, value) -> command.add("--" + name + "=" + value));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without a word to anybody; and then it is started again. */
  void killAndStartAgain() {
    process.destroyForcibly().onExit().join();
    process = launch();
    awaitListening();
  }

  RealtimeProcess awaitListening() {
    Patience.upTo(Patience.BOUND.multipliedBy(5)).until(this::isListening);
    return this;
  }

  private boolean isListening() {
    if (!process.isAlive()) {
      throw new IllegalStateException("realtime-service ended by itself; see " + LOG);
    }
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Without a word to anybody, for good. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  URI ws() {
    return URI.create("ws://127.0.0.1:" + port + "/ws");
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
