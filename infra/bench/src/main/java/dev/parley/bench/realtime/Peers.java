package dev.parley.bench.realtime;

import dev.parley.bench.service.BootService;
import dev.parley.bench.service.Nginx;
import dev.parley.local.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** The other servers. Whoever speaks there does it by a WebSocket, and all others hear it. */
final class Peers implements AutoCloseable {

  private static final Path NCHAN = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");
  private static final String MODULES = "infra/bench/target/realtime-peers/node_modules";
  private static final long START_WITHIN_NANOS = 30_000_000_000L;

  private final Path folder;
  private final List<Process> nodes = new ArrayList<>();
  private final List<BootService> services = new ArrayList<>();
  private final List<Nginx> nginxes = new ArrayList<>();

  Peers(Path folder) {
    this.folder = folder;
  }

  Contender ws() throws IOException {
    return node("ws", "ws.mjs", Dialect.plain("/"), UnaryOperator.identity());
  }

  Contender socketIo() throws IOException {
    return node(
        "socket.io",
        "socketio.mjs",
        Dialect.socketIo(),
        text -> "42[\"message\",\"" + text + "\"]");
  }

  private Contender node(String name, String script, Dialect dialect, UnaryOperator<String> frame)
      throws IOException {
    int port = Ports.free();
    List<String> line = new ArrayList<>(Contender.SERVERS_CORE);
    line.addAll(
        List.of(
            "node",
            "infra/bench/realtime/" + script,
            Path.of(MODULES).toAbsolutePath().toString(),
            Integer.toString(port)));
    Process process = new ProcessBuilder(line).inheritIO().start();
    nodes.add(process);
    long giveUpAt = System.nanoTime() + START_WITHIN_NANOS;
    while (!listens(port)) {
      if (!process.isAlive() || System.nanoTime() > giveUpAt) {
        throw new IOException(script + " did not start");
      }
      LockSupport.parkNanos(50_000_000);
    }
    return contender(name, port, process.toHandle(), dialect, dialect, frame, 1);
  }

  private static boolean listens(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  Contender spring() throws IOException {
    BootService service =
        BootService.start(
            Contender.SERVERS_CORE,
            "infra/bench/stock-websocket",
            Ports.free(),
            "256m",
            Map.of(),
            folder.resolve("spring.log"));
    services.add(service);
    Dialect dialect = Dialect.plain("/ws");
    return contender(
        "Spring loop",
        service.port(),
        service.handle(),
        dialect,
        dialect,
        UnaryOperator.identity(),
        Contender.JVM_WARM_UPS);
  }

  static boolean hasNchan() {
    return Files.exists(NCHAN);
  }

  Contender nchan() throws IOException {
    Nginx nginx = Nginx.nchan(Contender.SERVERS_CORE, NCHAN, folder.resolve("nchan"));
    nginxes.add(nginx);
    return contender(
        "nchan",
        nginx.port(),
        nginx.handle(),
        Dialect.plain("/sub"),
        Dialect.plain("/pub"),
        UnaryOperator.identity(),
        1);
  }

  private static Contender contender(
      String name,
      int port,
      ProcessHandle process,
      Dialect listeners,
      Dialect speaker,
      UnaryOperator<String> frame,
      int warmUps) {
    return new Contender(
        name,
        port,
        () -> List.of(process),
        listeners,
        () -> new SocketSpeaker(port, speaker, frame),
        warmUps,
        false);
  }

  @Override
  public void close() {
    for (Process node : nodes) {
      node.destroy();
      node.onExit().join();
    }
    services.forEach(BootService::close);
    nginxes.forEach(Nginx::close);
  }
}
