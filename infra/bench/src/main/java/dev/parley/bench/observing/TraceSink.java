package dev.parley.bench.observing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Takes traces as a collector would, and forgets them. */
final class TraceSink implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong bytes = new AtomicLong();

  private TraceSink(HttpServer server) {
    this.server = server;
  }

  static TraceSink start() throws IOException {
    var sink =
        new TraceSink(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    sink.server.setExecutor(sink.threads);
    sink.server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            sink.bytes.addAndGet(exchange.getRequestBody().readAllBytes().length);
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
          }
        });
    sink.server.start();
    return sink;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  long bytes() {
    return bytes.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
