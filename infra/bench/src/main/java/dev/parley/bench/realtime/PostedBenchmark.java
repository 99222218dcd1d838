package dev.parley.bench.realtime;

import dev.parley.bench.chat.ChatInstallation;
import dev.parley.bench.service.BootService;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Run it by {@code infra/bench/posted.sh}: messages posted by HTTP and heard by WebSocket, with
 * everything between. Nothing is pinned to a core.
 */
final class PostedBenchmark {

  private static final int SECONDS = 15;
  private static final int WARM_UPS = 5;

  private final int listeners;
  private final int perSecond;

  private PostedBenchmark(int listeners, int perSecond) {
    this.listeners = listeners;
    this.perSecond = perSecond;
  }

  static void main(String[] arguments) throws Exception {
    int listeners = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
    int perSecond = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 6;
    try (ChatInstallation chat = ChatInstallation.create()) {
      chat.start();
      try (BootService realtime = chat.startBeside("realtime-service", "realtime", "256m");
          BootService gateway =
              chat.startGateway(
                  Map.of("realtime-service", realtime.url("").toString()),
                  Map.of("RATE_LIMIT_ENABLED", "false"))) {
        new PostedBenchmark(listeners, perSecond).run(chat, realtime, gateway, rounds);
      }
    }
  }

  private void run(ChatInstallation chat, BootService realtime, BootService gateway, int rounds)
      throws IOException {
    List<ProcessHandle> services = List.of(chat.service().handle(), realtime.handle());
    List<ProcessHandle> all = List.of(chat.service().handle(), realtime.handle(), gateway.handle());
    var near = PostedRoom.of(chat, "near", listeners, chat.port());
    var far = PostedRoom.of(chat, "far", listeners, gateway.port());
    try (var direct = new Way("direct", realtime.port(), services, near);
        var through = new Way("by the gateway", gateway.port(), all, far)) {
      for (int i = 0; i < WARM_UPS; i++) {
        direct.listen();
        through.listen();
      }
      for (int round = 0; round < rounds; round++) {
        // each goes first as often
        Way first = round % 2 == 0 ? direct : through;
        Way second = round % 2 == 0 ? through : direct;
        first.count(first.listen());
        second.count(second.listen());
      }
      System.out.printf(
          "%n%d posts/s, %d listeners, from when a post was due to leave to its frame%n%s%n%s%n",
          perSecond, listeners, direct.figures.hundredLine(), through.figures.hundredLine());
    }
  }

  private final class Way implements AutoCloseable {
    private final String name;
    private final Audience audience;
    private final Figures figures;

    Way(String name, int port, List<ProcessHandle> processes, PostedRoom room) throws IOException {
      this.name = name;
      Dialect dialect = Dialect.parley(room::token);
      audience =
          new Audience(
              new Contender(name, port, () -> processes, dialect, room::speaker, WARM_UPS, true),
              listeners);
      figures = new Figures(name);
    }

    Trial listen() throws IOException {
      Trial trial = audience.listen((double) perSecond * listeners, SECONDS);
      System.err.printf("%-15s %s%n", name, trial);
      return trial;
    }

    void count(Trial trial) {
      figures.hundred(trial);
    }

    @Override
    public void close() {
      audience.close();
    }
  }
}
