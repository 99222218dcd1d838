package dev.parley.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Takes traces as an OpenTelemetry collector does (OTLP over HTTP, protobuf), and keeps them. */
public final class OtlpReceiver implements AutoCloseable {
  private static final String PATH = "/v1/traces";
  private static final Shared<OtlpReceiver> SHARED = new Shared<>(OtlpReceiver::new);

  private final Map<String, Queue<ReceivedSpan>> spans = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  public OtlpReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(PATH, this::receive);
    server.start();
  }

  /** One for all tests of this JVM: traces keep apart by their ids. */
  public static OtlpReceiver shared() {
    return SHARED.get();
  }

  /** For {@code OTEL_EXPORTER_OTLP_ENDPOINT}. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public String tracesUrl() {
    return endpoint() + PATH;
  }

  /** What has arrived of a trace by now. */
  public Trace trace(String traceId) {
    return new Trace(traceId, List.copyOf(spans.getOrDefault(traceId, new ArrayDeque<>())));
  }

  /**
   * Waits until what is said of the trace holds. A trace arrives in pieces, those that ended first
   * before those that they hang on: exporters send in batches every few seconds, so the bound
   * should allow for that.
   */
  public void awaitTrace(String traceId, Duration bound, Consumer<Trace> holds) {
    Patience.upTo(bound)
        .alias("trace " + traceId)
        .untilAsserted(() -> holds.accept(trace(traceId)));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      ExportTraceServiceRequest.parseFrom(body(exchange))
          .getResourceSpansList()
          .forEach(
              resource -> {
                String service =
                    ReceivedSpan.texts(resource.getResource().getAttributesList())
                        .getOrDefault("service.name", "");
                resource.getScopeSpansList().stream()
                    .flatMap(scope -> scope.getSpansList().stream())
                    .map(span -> ReceivedSpan.of(service, span))
                    .forEach(this::keep);
              });
      byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
    }
  }

  private void keep(ReceivedSpan span) {
    spans.computeIfAbsent(span.traceId(), _ -> new ConcurrentLinkedQueue<>()).add(span);
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    InputStream body = exchange.getRequestBody();
    return "gzip".equals(encoding) ? new GZIPInputStream(body) : body;
  }
}
