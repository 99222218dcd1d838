package dev.parley.bench.sockets;

import java.io.IOException;
import java.util.Locale;

/**
 * Bytes that an idle proxied socket takes of the gateway, and frames that reach clients through it
 * and past it, in turn, in one run.
 */
public final class SocketBenchmark {

  private static final int LISTENERS = 500;
  private static final int PACE_MILLIS = 25;

  private SocketBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int idle = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 2;
    try (var service = new SocketService();
        var gateway = new GatewayProcess(service.port())) {
      try (var warmUp = new SocketClients()) {
        warmUp.open(gateway.port(), LISTENERS);
        measure("warm-up", service, warmUp, gateway, seconds, true);
      }
      idle(gateway, idle);
      for (int round = 0; round < rounds; round++) {
        for (boolean through : new boolean[] {false, true}) {
          try (var clients = new SocketClients()) {
            clients.open(through ? gateway.port() : service.port(), LISTENERS);
            String name = through ? "through the gateway" : "direct";
            measure(name + ", all that goes", service, clients, gateway, seconds, true);
            measure(name + ", paced", service, clients, gateway, seconds, false);
          }
        }
      }
    }
    System.exit(0);
  }

  private static void idle(GatewayProcess gateway, int count)
      throws IOException, InterruptedException {
    long heap = gateway.heapBytes();
    long resident = gateway.residentBytes();
    long begin = System.nanoTime();
    try (var clients = new SocketClients()) {
      clients.open(gateway.port(), count);
      double took = (System.nanoTime() - begin) / 1e9;
      long heapEach = (gateway.heapBytes() - heap) / count;
      long residentEach = (gateway.residentBytes() - resident) / count;
      System.out.printf(
          Locale.ROOT,
          "%,d sockets idle: %,d open, %d refused, opened in %.1f s; each %,d bytes of heap, %,d"
              + " resident%n",
          count,
          clients.open(),
          clients.refused(),
          took,
          heapEach,
          residentEach);
    }
  }

  private static void measure(
      String name,
      SocketService service,
      SocketClients clients,
      GatewayProcess gateway,
      int seconds,
      boolean all)
      throws InterruptedException {
    if (all) {
      service.sendAllItCan();
    } else {
      service.sendEvery(PACE_MILLIS);
    }
    Thread.sleep(1_000);
    long frames = clients.frames();
    double cpu = gateway.cpuSeconds();
    long begin = System.nanoTime();
    Thread.sleep(seconds * 1_000L);
    double took = (System.nanoTime() - begin) / 1e9;
    long heard = clients.frames() - frames;
    double used = gateway.cpuSeconds() - cpu;
    service.stop();
    Thread.sleep(300);
    System.out.printf(
        Locale.ROOT,
        "%-36s %,10.0f frames/s   gateway %5.2f µs of CPU a frame%n",
        name,
        heard / took,
        used / heard * 1e6);
  }
}
